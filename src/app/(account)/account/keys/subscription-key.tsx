import type { KeyView } from '@/shared/contracts/entitlements';
import { dateText, type Formats } from '@/shared/moment-text';
import { LinkButton } from '@/ui/button';
import { OwnChip } from '@/ui/chip';

/** What is paid again and again: until when it is theirs, and where it is changed. */
export function SubscriptionKey({ keyView: { plan, organizationName, endsAt, since }, formats }: { keyView: KeyView; formats: Formats }) {
  return (
    <div className="panel p-5 lg:p-6">
      <OwnChip>Yours since {dateText(since, formats)}</OwnChip>
      <p className="text-sm text-ink-2 mt-2">{plan ?? 'Subscription'}{organizationName && <>, held by {organizationName}</>}. {endsAt ? `Until ${dateText(endsAt, formats)}, when it ends.` : 'It goes on until it is canceled.'}</p>
      <div className="mt-4"><LinkButton href="/account/billing">See billing</LinkButton></div>
    </div>
  );
}
