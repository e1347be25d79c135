import type { BundleOffer } from '@/shared/contracts/discovery';
import { formatMoney } from '@/ui/format';

/** The bundle that the viewer has a part of, or looks at one: what is had, what is missing, and the price after what they own. */
export function BundleNudge({ bundle, level = 3 }: { bundle: BundleOffer; level?: 2 | 3 }) {
  const { slug, title, currency, priceMinor, ownPriceMinor, partCount, missing, reason } = bundle;
  const Heading = level === 2 ? 'h2' : 'h3';
  const money = (amountMinor: number) => formatMoney(amountMinor, currency);
  return (
    <div className="panel p-5 flex flex-wrap items-end justify-between gap-x-8 gap-y-4" data-place="recommendation" data-recommendation={bundle.recommendationId}>
      <div className="min-w-0 max-w-[60ch]">
        <Heading className="font-semibold text-lg tracking-[-0.01em]"><a className="hover:underline underline-offset-3" href={`/marketplace/${slug}`}>Complete {title}</a></Heading>
        <p className="text-[15px] text-ink-2 mt-1">{reason}</p>
        <p className="text-[15px] text-ink-2 mt-1">{missing.length === partCount ? `${partCount} parts` : `Still missing: ${missing.join(', ')}`}.</p>
      </div>
      <dl className="grid grid-cols-[1fr_auto] gap-y-1 text-[15px] [&_dd]:pl-6">
        {ownPriceMinor < priceMinor ? (
          <>
            <dt className="text-ink-2">The whole bundle</dt><dd className="text-right">{money(priceMinor)}</dd><dt className="text-ink-2">What you own</dt><dd className="text-right">{money(ownPriceMinor - priceMinor)}</dd>
            <dt className="font-semibold border-t border-ink pt-1">The rest of it for</dt><dd className="font-semibold text-right border-t border-ink pt-1">{money(ownPriceMinor)}</dd>
          </>
        ) : <><dt className="font-semibold">All of it for</dt><dd className="font-semibold text-right">{money(priceMinor)}</dd></>}
      </dl>
    </div>
  );
}
