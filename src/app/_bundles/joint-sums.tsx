import type { JointBundle } from '@/shared/contracts/joint-bundles';
import { BundleSums } from './bundle-sums';

/** The sums of a joint bundle, once per currency. */
export function JointSums({ bundle: { parts, prices } }: { bundle: JointBundle }) {
  return (
    <div className="grid gap-6">
      {prices.map(({ currency, amountMinor, shares }) => (
        <BundleSums key={currency} currency={currency} priceMinor={amountMinor}
          parts={parts.map((part, index) => ({ ...part, aloneMinor: shares?.[index]?.aloneMinor ?? null, shareMinor: shares?.[index]?.shareMinor ?? null }))} />
      ))}
    </div>
  );
}
