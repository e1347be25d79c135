import type { KeyView } from '@/shared/contracts/entitlements';
import { LinkButton } from '@/ui/button';
import { OwnChip } from '@/ui/chip';
import { formatDate } from '@/ui/format';

/** What is paid again and again: until when it is theirs, and where it is changed. */
export function SubscriptionKey({ keyView: { plan, organizationName, endsAt, since } }: { keyView: KeyView }) {
  return (
    <div className="panel p-5 lg:p-6">
      <OwnChip>Yours since {formatDate(since)}</OwnChip>
      <p className="text-sm text-ink-2 mt-2">{plan ?? 'Subscription'}{organizationName && <>, held by {organizationName}</>}. {endsAt ? `Until ${formatDate(endsAt)}, when it ends.` : 'It goes on until it is canceled.'}</p>
      <div className="mt-4"><LinkButton href="/account/billing">See billing</LinkButton></div>
    </div>
  );
}
