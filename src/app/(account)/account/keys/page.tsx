import type { Metadata } from 'next';
import { first, type Params } from '@/app/address';
import { requireViewer } from '@/app/require-viewer';
import { PageKeysInput } from '@/shared/contracts/entitlements';
import { kindAndVersion } from '@/shared/product-words';
import { LinkButton } from '@/ui/button';
import { ProductCover } from '@/ui/covers/product-cover';
import { formatPlural } from '@/ui/format';
import { ListPages } from '@/ui/list-pages';
import { EmptyState } from '@/ui/states';
import { KeyPanel } from '../../../(store)/_parts/key-panel';
import { AccountFrame } from '../account-frame';
import { ApiPlans } from './api-plans';
import { SubscriptionKey } from './subscription-key';

export const metadata: Metadata = { title: 'Keys' };

/** Everything the viewer may use, each with its versions. */
export default async function KeysPage({ searchParams }: { searchParams: Promise<Params<'after'>> }) {
  const { api, formats } = await requireViewer('/account/keys');
  const input = PageKeysInput.safeParse({ cursor: first((await searchParams).after) }).data ?? PageKeysInput.parse({});
  const [{ items: keys, nextCursor }, plans] = await Promise.all([api.entitlements.page(input), api.apiPlans.list()]);
  const isEmpty = keys.length === 0 && input.cursor === undefined;
  return (
    <AccountFrame current="/account/keys">
      <h1 className="d3">Keys</h1>
      <p className="text-ink-2 mt-1">{isEmpty ? 'What you unlock hangs here.' : 'Each is for every version of its product.'}</p>
      {isEmpty ? (
        <div className="mt-8"><EmptyState title="No keys yet" slug="account-keys" action={<LinkButton href="/marketplace" tone="ink">Browse the marketplace</LinkButton>}>Some things are free: unlocking them takes one click and no card.</EmptyState></div>
      ) : (
        <ul className="mt-6 border-t border-ink">
          {keys.map((key) => (
            <li key={key.entitlementId} className="grid grid-cols-[72px_minmax(0,1fr)] sm:grid-cols-[96px_minmax(0,1fr)] xl:grid-cols-[96px_minmax(0,1fr)_400px] gap-x-4 sm:gap-x-6 gap-y-4 py-6 border-b border-line">
              <a href={`/marketplace/${key.slug}`} tabIndex={-1} aria-hidden="true"><ProductCover slug={key.slug} kind={key.type} className="size-[72px] sm:size-24" /></a>
              <div className="min-w-0">
                <h2 className="font-semibold text-lg tracking-[-0.01em]"><a className="hover:underline underline-offset-3" href={`/marketplace/${key.slug}`}>{key.title}</a></h2>
                <p className="text-sm text-ink-2 mt-0.5">{key.sellerName}</p>
                <p className="text-sm text-ink-2 mt-2">{kindAndVersion(key.type, key.latestVersion)}{key.versions.length > 0 && <>, {formatPlural(key.versions.length, 'version')}</>}</p>
              </div>
              <div className="max-sm:col-span-2 sm:col-start-2 xl:col-start-3">{key.subscriptionId !== null && key.source !== 'membership' ? <SubscriptionKey keyView={key} formats={formats} /> : <KeyPanel keyView={key} formats={formats} />}</div>
            </li>
          ))}
        </ul>
      )}
      {!isEmpty && <div className="mt-8"><ListPages count={keys.length} one="key" href="/account/keys" cursor={input.cursor} nextCursor={nextCursor} /></div>}
      <ApiPlans plans={plans} formats={formats} />
    </AccountFrame>
  );
}
