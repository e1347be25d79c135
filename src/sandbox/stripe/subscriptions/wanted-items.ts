import { clearable, flag, integer, list, mergeMetadata, metadata, shape, text } from '../core/params';
import type { ValuesOf } from '../core/params';
import { invalidParam, missingResource, notInDouble } from '../core/refusal';
import type { Work } from '../core/work';
import type { SubscriptionDocument, SubscriptionItemDocument } from '../store/billing-kinds';
import type { PriceDocument } from '../store/kinds';
import { findObject } from '../store/objects';
import { currentPeriod } from './change-subscription';
import { newItem, priced } from './new-item';

const ANYTHING = { read: (value: unknown) => value };

const ITEM = {
  billing_thresholds: ANYTHING,
  clear_usage: flag(),
  current_trial: ANYTHING,
  deleted: flag(),
  discounts: ANYTHING,
  id: text(),
  metadata: metadata(),
  plan: text(),
  price: text(),
  price_data: ANYTHING,
  quantity: integer({ min: 0, max: 999_999 }),
  tax_rates: clearable(list(text())),
};

/** `items` of an update: one with an `id` changes that item, one without adds another. */
export const ITEMS = list(shape(ITEM), { max: 20 });

export type ItemInput = ValuesOf<typeof ITEM>;

const NOT_YET = { billing_thresholds: 'billing thresholds', clear_usage: 'metered prices', current_trial: 'trials of items', discounts: 'discounts of items', plan: 'plans', price_data: 'inline prices of items', tax_rates: 'tax rates' } as const;

/** The recurring price a request names, or a refusal: unknown, inactive, once only, or in another currency. */
export async function recurringPrice(work: Work, id: string, facts: { param: string; currency: string }): Promise<PriceDocument> {
  const { param } = facts;
  const stored = await findObject(work.sql, 'price', id);
  if (stored === null) throw missingResource('price', id, param);
  const { doc } = stored;
  if (!doc.active) throw invalidParam('The price specified is inactive. This field only accepts active prices.', { param });
  if (doc.type !== 'recurring') throw invalidParam('The price specified is set to `type=one_time` but this field only accepts prices with `type=recurring`.', { param });
  if (doc.recurring?.usage_type === 'metered') throw notInDouble('metered prices', param);
  if (doc.currency !== facts.currency) throw invalidParam(`The price specified only supports \`${doc.currency}\`. This doesn't match the expected currency: \`${facts.currency}\`.`, { param });
  return doc;
}

/** The items a subscription has once the inputs are applied. Throws Stripe's refusals. */
export async function wantedItems(work: Work, subscription: SubscriptionDocument, inputs: readonly ItemInput[]): Promise<SubscriptionItemDocument[]> {
  let items = subscription.items.data;
  for (const [position, input] of inputs.entries()) items = await applyInput(work, { subscription, items, input, param: `items[${position}]` });
  if (items.length === 0) throw invalidParam('A subscription must have at least one active plan.', { param: 'items' });
  const rhythms = new Set(items.map(({ price }) => `${String(price.recurring?.interval_count)} ${String(price.recurring?.interval)}`));
  if (rhythms.size > 1) throw notInDouble('subscriptions with several billing intervals', 'items');
  const twice = items.find((item) => items.some((other) => other !== item && other.price.id === item.price.id));
  if (twice !== undefined) throw invalidParam(`Cannot add multiple subscription items with the same plan: ${twice.price.id}`, { param: 'items' });
  return items;
}

async function applyInput(work: Work, change: { subscription: SubscriptionDocument; items: SubscriptionItemDocument[]; input: ItemInput; param: string }): Promise<SubscriptionItemDocument[]> {
  const { subscription, items, input, param } = change;
  for (const [key, what] of Object.entries(NOT_YET)) {
    if (input[key as keyof ItemInput] !== undefined) throw notInDouble(what, `${param}[${key}]`);
  }
  if (input.id === undefined) {
    if (input.price === undefined) throw invalidParam(`Missing required param: ${param}[price].`, { code: 'parameter_missing', param: `${param}[price]` });
    const price = await recurringPrice(work, input.price, { param: `${param}[price]`, currency: subscription.currency });
    return [...items, newItem({ subscription: subscription.id, price, quantity: input.quantity ?? 1, created: work.now, period: currentPeriod(subscription), metadata: mergeMetadata({}, input.metadata) })];
  }
  const known = items.find(({ id }) => id === input.id);
  if (known === undefined) throw missingResource('subscription_item', input.id, `${param}[id]`);
  if (input.deleted === true) return items.filter((item) => item !== known);
  const price = input.price === undefined || input.price === known.price.id ? null : await recurringPrice(work, input.price, { param: `${param}[price]`, currency: subscription.currency });
  const updated: SubscriptionItemDocument = { ...known, ...(price !== null && priced(price)), quantity: input.quantity ?? known.quantity, metadata: mergeMetadata(known.metadata, input.metadata) };
  return items.map((item) => (item === known ? updated : item));
}
