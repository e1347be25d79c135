import type { TierView } from '@/shared/contracts/platform-views';
import { Chip } from '@/ui/chip';
import { formatCount } from '@/ui/format';
import { Table, type TableColumn } from '@/ui/table';
import { PlatformFrame } from '../../platform-frame';
import { requirePlatform, titleOf, type PlatformParams } from '../../require-platform';
import { ArchiveTier } from './archive-tier';
import { SellPlans } from './sell-plans';
import { TierDialog } from './tier-dialog';
import { toLimitWords, toPriceWords } from './tier-words';

export const generateMetadata = titleOf('Tiers', '/tiers');

const priced = (tier: TierView, isLive: boolean) => tier.amountMinor === 0 || tier.pricedIn.includes(isLive ? 'live' : 'preview');

/** What customers may use, and what it costs them: one definition for both worlds. */
export default async function TiersPage(props: PlatformParams) {
  const { api, seller, platform, input, mayChange } = await requirePlatform(props, '/tiers');
  const tiers = await api.platforms.tiers(input);
  const isLive = platform.liveAt !== null;
  const columns: TableColumn<TierView>[] = [
    { key: 'name', header: 'Tier', fold: 'lead', cell: (tier) => <span className="break-words"><span className="font-semibold">{tier.name}</span> <span className="mono text-ink-2">{tier.slug}</span>{tier.isDefault && <Chip className="ml-2">Default</Chip>}</span> },
    { key: 'limit', header: 'Each meter', fold: 'note', cell: toLimitWords },
    { key: 'rate', header: 'A minute', right: true, fold: 'hide', cell: ({ ratePerMinute }) => (ratePerMinute === null ? 'No limit' : formatCount(ratePerMinute)) },
    { key: 'price', header: 'Price', right: true, fold: 'end', cell: (tier) => <>{toPriceWords(tier)}{!priced(tier, isLive) && <span className="block text-sm text-ink-2">Being made at Stripe</span>}</> },
    { key: 'customers', header: 'Customers', right: true, fold: 'note-end', cell: ({ customerCount }) => <>{formatCount(customerCount)}<span className="lg:hidden"> {customerCount === 1 ? 'customer' : 'customers'}</span></> },
    ...(mayChange
      ? [{ key: 'acts', header: 'Acts', headerHidden: true, right: true, fold: 'wide', cell: (tier: TierView) => <span className="flex flex-wrap gap-2 max-lg:mt-2 lg:justify-end"><TierDialog ids={input} tier={tier} isSold={platform.product !== null} />{!tier.isDefault && <ArchiveTier ids={input} tier={tier} />}</span> } satisfies TableColumn<TierView>]
      : []),
  ];
  return (
    <PlatformFrame seller={seller} platform={platform} current="/tiers">
      <div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
        <div>
          <h2 className="d4">Tiers</h2>
          <p className="text-ink-2 mt-1 max-w-[64ch]">Limits hold from the next call on, for those who are on a tier as well. A changed price is for new customers; who pays already keeps the old one.{platform.product !== null && <> The product in the marketplace follows when you <a className="link" href="#shelf">bring it up to the tiers</a>.</>}</p>
        </div>
        {mayChange && <TierDialog ids={input} isSold={platform.product !== null} />}
      </div>
      <div className="mt-5"><Table caption="Tiers" columns={columns} rows={tiers} rowKey={({ id }) => id} /></div>
      {!platform.isHouse && (
        <section className="mt-12" aria-labelledby="shelf">
          <h2 id="shelf" className="d4">In the marketplace</h2>
          <p className="text-ink-2 mt-1 mb-4 max-w-[64ch]">Sell your paid tiers on the shelf as well: buyers get the tier and make their own keys. The marketplace charges, and pays you like for any product.</p>
          <SellPlans ids={input} product={platform.product} isLive={isLive} mayChange={mayChange} />
        </section>
      )}
    </PlatformFrame>
  );
}
