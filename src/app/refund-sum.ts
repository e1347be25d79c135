import { parseMoney } from '@/shared/parse-money';

/** What of an order can be given back, an item each; amounts in minor units. */
export interface RefundableItem {
  id: string;
  title: string;
  variantTitle: string;
  kind: string;
  quantity: number;
  totalMinor: number;
  refundedMinor: number;
  disputedMinor: number;
  shippedQuantity: number;
  canceledQuantity: number;
  restockedQuantity: number;
}

/** `all`: what is left of everything. `items`: so much of each. `amount`: a sum over everything that is left. */
export type RefundWay = 'all' | 'items' | 'amount';

/** What somebody typed and chose for one item. */
export interface RefundEntry {
  amount: string;
  /** Units that come back to the shelf. */
  restock: number;
  /** Units that will not be shipped. */
  cancel: number;
}

export interface RefundLine {
  itemId: string;
  amountMinor: number;
  restockQuantity: number;
  cancelQuantity: number;
}

/** What would be asked of the server, and the sum of it; or what is wrong, by item. */
export interface RefundPlan {
  lines: RefundLine[];
  sumMinor: number;
  faults: Record<string, string>;
}

export const leftOf = ({ totalMinor, refundedMinor, disputedMinor }: RefundableItem) => totalMinor - refundedMinor - disputedMinor;
export const unshippedOf = ({ kind, quantity, shippedQuantity, canceledQuantity }: RefundableItem) => (kind === 'physical' ? quantity - shippedQuantity - canceledQuantity : 0);
export const restockableOf = ({ kind, quantity, restockedQuantity }: RefundableItem) => (kind === 'physical' ? quantity - restockedQuantity : 0);
/** Units on no shelf and on nobody's list of things to ship. */
export const looseOf = ({ shippedQuantity, canceledQuantity, restockedQuantity }: RefundableItem) => shippedQuantity + canceledQuantity - restockedQuantity;
export const nameOf = ({ title, variantTitle }: Pick<RefundableItem, 'title' | 'variantTitle'>) => [title, variantTitle].filter(Boolean).join(', ');
export const allLeft = (items: readonly RefundableItem[]) => items.reduce((sum, item) => sum + leftOf(item), 0);

const hasEffect = ({ amountMinor, restockQuantity, cancelQuantity }: RefundLine) => amountMinor + restockQuantity + cancelQuantity > 0;

function toPlan(lines: readonly RefundLine[], faults: Record<string, string> = {}): RefundPlan {
  const asked = lines.filter(hasEffect);
  return { lines: asked, sumMinor: asked.reduce((sum, { amountMinor }) => sum + amountMinor, 0), faults };
}

/** All that is left; what was not shipped is not shipped any more, and is on its shelf as before. Pure. */
export function planAll(items: readonly RefundableItem[]): RefundPlan {
  return toPlan(items.map((item) => ({ itemId: item.id, amountMinor: leftOf(item), restockQuantity: Math.min(unshippedOf(item), restockableOf(item)), cancelQuantity: unshippedOf(item) })));
}

/** As chosen for each item. Pure. */
export function planItems(items: readonly RefundableItem[], entries: Readonly<Record<string, RefundEntry>>, { currency, money }: { currency: string; money: (amountMinor: number) => string }): RefundPlan {
  const faults: Record<string, string> = {};
  const lines = items.map((item): RefundLine => {
    const { amount = '', restock = 0, cancel = 0 } = entries[item.id] ?? {};
    const amountMinor = amount.trim() === '' ? 0 : parseMoney(amount, currency);
    if (amountMinor === null) faults[item.id] = 'Write an amount, such as 12.50.';
    else if (amountMinor > leftOf(item)) faults[item.id] = `Only ${money(leftOf(item))} is left of it.`;
    else if (restock > looseOf(item) + cancel) faults[item.id] = 'Only what was shipped or is canceled can go back to the shelf.';
    return { itemId: item.id, amountMinor: amountMinor ?? 0, restockQuantity: restock, cancelQuantity: cancel };
  });
  return toPlan(lines, faults);
}

/** A sum, if it is one that is left. Pure. */
export function readAmount(text: string, { currency, leftMinor }: { currency: string; leftMinor: number }): number | null {
  const amountMinor = parseMoney(text, currency);
  return amountMinor !== null && amountMinor > 0 && amountMinor <= leftMinor ? amountMinor : null;
}
