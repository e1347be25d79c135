import type { SellerOverview, SellerSums } from '@/shared/contracts/seller-stats';
import { formatCount, formatMoney, formatPlural } from '@/ui/format';
import { toChange, toShare } from './to-change';

interface Figure {
  name: string;
  value: string;
  note: string | null;
}

function toFigures({ now, before }: SellerOverview, currency: string): Figure[] {
  const moneyOf = (sums: SellerSums) => sums.money.find((one) => one.currency === currency) ?? { netMinor: 0, backMinor: 0 };
  const [earned, earlier] = [moneyOf(now), moneyOf(before)];
  return [
    { name: 'Earned', value: formatMoney(earned.netMinor, currency), note: toChange(earned.netMinor, earlier.netMinor) },
    { name: 'Orders', value: formatCount(now.orders), note: toChange(now.orders, before.orders) },
    { name: 'Views', value: formatCount(now.views), note: toChange(now.views, before.views) },
    { name: 'Orders per view', value: toShare(now.orders, now.views), note: before.views > 0 ? `${toShare(before.orders, before.views)} before` : null },
    { name: 'Orders given back', value: toShare(now.refundedOrders, now.orders), note: before.orders > 0 ? `${toShare(before.refundedOrders, before.orders)} before` : null },
    { name: 'Rating', value: now.rating === null ? '–' : `${now.rating.toFixed(1)} of 5`, note: now.reviews === 0 ? 'No reviews in these days' : formatPlural(now.reviews, 'review') },
  ];
}

/** What the span brought in six numbers, each beside the span before. */
export function KeyFigures({ overview, currency }: { overview: SellerOverview; currency: string }) {
  return (
    <dl className="grid grid-cols-2 md:grid-cols-3 border-t border-ink">
      {toFigures(overview, currency).map(({ name, value, note }) => (
        <div key={name} className="border-b border-line py-3 pr-4">
          <dt className="text-sm text-ink-2">{name}</dt>
          <dd><span className="block d4 tabular-nums">{value}</span><span className="block text-[13px] text-ink-3 min-h-[18px]">{note}</span></dd>
        </div>
      ))}
    </dl>
  );
}
