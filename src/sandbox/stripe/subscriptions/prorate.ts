import { splitAmount } from '@/shared/money';
import type { Work } from '../core/work';
import { activeDiscount, percentLeft } from '../invoices/discount';
import { addInvoiceItem } from '../invoices/new-invoice-item';
import { productName } from '../invoices/new-line';
import type { SubscriptionDocument, SubscriptionItemDocument } from '../store/billing-kinds';
import { listObjects } from '../store/objects';
import { currentPeriod } from './change-subscription';
import { amountOf } from './new-item';

interface Proration {
  before: SubscriptionDocument;
  after: readonly SubscriptionItemDocument[];
  /** The second from which it counts. */
  at: number;
  /** Whether a new period begins, so that all is given back and nothing charged for the rest. */
  fresh: boolean;
}

/** Writes down what a change gives back and charges for the rest of the period, to the second, for the next invoice to take up. */
export async function prorate(work: Work, { before, after, at, fresh }: Proration): Promise<void> {
  const left = percentLeft(await activeDiscount(work, before));
  const changed = (one: SubscriptionItemDocument, other: SubscriptionItemDocument | undefined): boolean => other === undefined || other.price.id !== one.price.id || other.quantity !== one.quantity;
  for (const item of before.items.data) {
    if (fresh || changed(item, after.find(({ id }) => id === item.id))) await addPart(work, { subscription: before, item, at, left, sign: -1 });
  }
  for (const item of fresh ? [] : after) {
    if (changed(item, before.items.data.find(({ id }) => id === item.id))) await addPart(work, { subscription: before, item, at, left, sign: 1 });
  }
}

interface Part {
  subscription: SubscriptionDocument;
  item: SubscriptionItemDocument;
  at: number;
  left: number;
  sign: 1 | -1;
}

async function addPart(work: Work, { subscription, item, at, left, sign }: Part): Promise<void> {
  const { start, end } = currentPeriod(subscription);
  const whole = Math.round((amountOf(item.price, item.quantity) * left) / 100);
  const [part = 0] = splitAmount(whole, [end - at, at - start]);
  if (part === 0) return;
  const name = await productName(work, item.price);
  const what = item.quantity === 1 ? name : `${item.quantity} × ${name}`;
  const day = new Intl.DateTimeFormat('en-GB', { day: '2-digit', month: 'short', year: 'numeric', timeZone: 'UTC' }).format(at * 1000);
  await addInvoiceItem(work, {
    customer: subscription.customer,
    amount: sign * part,
    currency: subscription.currency,
    description: `${sign === -1 ? 'Unused' : 'Remaining'} time on ${what} after ${day}`,
    period: { start: at, end },
    price: item.price,
    quantity: item.quantity,
    subscription: subscription.id,
    subscriptionItem: item.id,
    credited: sign === -1 ? await billedLine(work, subscription, item) : null,
  });
}

/** The line that billed an item for the period under way. */
async function billedLine(work: Work, subscription: SubscriptionDocument, item: SubscriptionItemDocument): Promise<{ invoice: string; line: string } | null> {
  const { end } = currentPeriod(subscription);
  const found = await listObjects(work.sql, 'invoice', { match: { parent: { subscription_details: { subscription: subscription.id } } }, limit: 20 });
  for (const { doc, hidden } of found) {
    const line = hidden.lines.find(({ parent, period, amount }) => parent?.subscription_item_details?.subscription_item === item.id && period.end === end && amount >= 0);
    if (line !== undefined) return { invoice: doc.id, line: line.id };
  }
  return null;
}
