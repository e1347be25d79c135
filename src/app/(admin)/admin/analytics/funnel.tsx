import type { AnalyticsFunnel } from '@/shared/contracts/admin-analytics';
import { formatCount } from '@/ui/format';

const STEPS: readonly { key: keyof AnalyticsFunnel; label: string; says: string }[] = [
  { key: 'discovery', label: 'Discovered', says: 'saw a list, searched, or chose from one' },
  { key: 'view', label: 'Looked at a product', says: 'opened its page' },
  { key: 'cart', label: 'Put it in a cart', says: 'many buy without one' },
  { key: 'checkout', label: 'Went to pay', says: 'an order was written' },
  { key: 'purchase', label: 'Bought', says: 'the order was paid' },
  { key: 'download', label: 'Downloaded', says: 'fetched something, also of earlier orders' },
];

/** From discovering to downloading, step by step; each bar in proportion to the widest. */
export function Funnel({ funnel }: { funnel: AnalyticsFunnel }) {
  const most = Math.max(1, ...Object.values(funnel));
  return (
    <ol className="ruled">
      {STEPS.map(({ key, label, says }, index) => {
        const before = index === 0 ? undefined : STEPS[index - 1];
        const share = before && funnel[before.key] > 0 ? `${((funnel[key] / funnel[before.key]) * 100).toFixed(1)} % of the step before` : '';
        return (
          <li key={key} className="grid grid-cols-[minmax(0,1fr)_auto] sm:grid-cols-[240px_minmax(0,1fr)_72px] gap-x-4 gap-y-1 items-center py-3">
            <span><span className="block text-[15px] font-semibold">{label}</span><span className="block text-sm text-ink-2">{says}</span></span>
            <span className="max-sm:order-last max-sm:col-span-2">
              <svg viewBox="0 0 100 10" preserveAspectRatio="none" className="w-full h-2.5 block bg-sunken" aria-hidden="true"><rect width={(funnel[key] / most) * 100} height={10} className="fill-ink" /></svg>
              <span className="block text-[13px] text-ink-3 min-h-[18px] mt-0.5">{share}</span>
            </span>
            <span className="text-right font-semibold tabular-nums">{formatCount(funnel[key])}</span>
          </li>
        );
      })}
    </ol>
  );
}
