import type { EditedPart } from '@/shared/contracts/publishing';
import { moneyText } from '@/shared/money-text';

interface Amount {
  currency: string;
  amountMinor: number;
}

/** Why a bundle costs too much: in one of its currencies its parts together, each in its cheapest form, cost less. Null when it does not, and where a part has no price. Pure. */
export function findDearer(prices: readonly Amount[], parts: readonly Pick<EditedPart, 'prices'>[]): string | null {
  if (parts.length === 0) return null;
  for (const { currency, amountMinor } of prices) {
    const alone = parts.map((part) => part.prices.find((price) => price.currency === currency)?.amountMinor);
    if (alone.includes(undefined)) continue;
    const sum = alone.reduce<number>((total, amount) => total + (amount ?? 0), 0);
    if (amountMinor > sum) return `By themselves its parts cost ${moneyText(sum, currency)} together; the bundle costs ${moneyText(amountMinor, currency)}. Ask no more for it than for its parts.`;
  }
  return null;
}
