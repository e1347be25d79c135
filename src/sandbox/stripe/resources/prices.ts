import type Stripe from 'stripe';
import { PAGING, createdRange, listPage } from '../core/listing';
import { clearable, flag, list, mergeMetadata, metadata, oneOf, readFields, required, shape, text } from '../core/params';
import type { ValuesOf } from '../core/params';
import { invalidParam, missingResource, onlyOneOf } from '../core/refusal';
import type { ApiCall, Route } from '../core/route';
import type { Work } from '../core/work';
import { emit, emitChange } from '../events/emit';
import { findObject, insertObject, listObjects, lockObject, updateDocument } from '../store/objects';
import { newPrice, newProduct } from './new-product';
import { CURRENCY, RECURRING, TAX_BEHAVIOR, UNIT_AMOUNT, UNIT_AMOUNT_DECIMAL } from './price-params';

const LOOKUP = { lookup_key: text({ max: 200 }), transfer_lookup_key: flag() };

const CREATE = {
  ...LOOKUP,
  active: flag(),
  billing_scheme: oneOf('per_unit'),
  currency: required(CURRENCY),
  metadata: metadata(),
  nickname: text(),
  product: text(),
  product_data: shape({ id: text(), active: flag(), metadata: metadata(), name: required(text({ max: 250 })), statement_descriptor: text({ max: 22 }), tax_code: text(), unit_label: text({ max: 12 }) }),
  recurring: RECURRING,
  tax_behavior: TAX_BEHAVIOR,
  unit_amount: UNIT_AMOUNT,
  unit_amount_decimal: UNIT_AMOUNT_DECIMAL,
};

// Amount, currency and interval are not in it: a price never changes what it costs.
const UPDATE = { ...LOOKUP, active: flag(), metadata: metadata(), nickname: clearable(text()), tax_behavior: TAX_BEHAVIOR };

const idOf = (call: ApiCall): string => call.path['id'] ?? '';

/** `recurring` as a price shows it. */
export function toRecurring(sent: ValuesOf<{ recurring: typeof RECURRING }>['recurring']): Stripe.Price.Recurring | null {
  if (sent === undefined) return null;
  const count = sent.interval_count ?? 1;
  const perThreeYears = { day: 1095, week: 156, month: 36, year: 3 }[sent.interval];
  if (count > perThreeYears) throw invalidParam('Invalid interval: the interval and interval_count may span at most three years.', { param: 'recurring[interval_count]' });
  return { interval: sent.interval, interval_count: count, meter: sent.meter ?? null, trial_period_days: sent.trial_period_days ?? null, usage_type: sent.usage_type ?? 'licensed' };
}

/** A lookup key belongs to one price; with `transfer` it moves. */
async function claimLookupKey(work: Work, key: string, transfer: boolean): Promise<void> {
  const [holder] = await listObjects(work.sql, 'price', { match: { lookup_key: key }, limit: 1 });
  if (holder === undefined) return;
  if (!transfer) throw invalidParam(`A price (\`${holder.doc.id}\`) already uses that lookup key.`, { param: 'lookup_key' });
  await updateDocument(work.sql, 'price', { ...holder.doc, lookup_key: null });
}

async function productFor(work: Work, input: ValuesOf<typeof CREATE>): Promise<string> {
  if (input.product !== undefined && input.product_data !== undefined) throw onlyOneOf('product', 'product_data');
  if (input.product_data !== undefined) {
    const { name, active, id, metadata: sent, tax_code: taxCode, unit_label: unitLabel, statement_descriptor: statementDescriptor } = input.product_data;
    const product = newProduct({ id, name, active: active ?? true, created: work.now, metadata: mergeMetadata({}, sent), taxCode, unitLabel, statementDescriptor });
    await insertObject(work.sql, 'product', { doc: product, hidden: {} });
    emit(work, 'product.created', product);
    return product.id;
  }
  if (input.product === undefined) throw invalidParam('Missing required param: product.', { code: 'parameter_missing', param: 'product' });
  if ((await findObject(work.sql, 'product', input.product)) === null) throw missingResource('product', input.product, 'product');
  return input.product;
}

const create: Route['handle'] = async ({ work, input: tree }) => {
  const input = readFields(CREATE, tree);
  if (input.unit_amount !== undefined && input.unit_amount_decimal !== undefined) throw onlyOneOf('unit_amount', 'unit_amount_decimal');
  const decimal = input.unit_amount_decimal ?? input.unit_amount?.toString();
  if (decimal === undefined) throw invalidParam('Missing required param: unit_amount.', { code: 'parameter_missing', param: 'unit_amount' });
  const productId = await productFor(work, input);
  if (input.lookup_key !== undefined) await claimLookupKey(work, input.lookup_key, input.transfer_lookup_key ?? false);
  const price = newPrice({
    productId,
    currency: input.currency,
    unitAmount: Number.isInteger(Number(decimal)) ? Number(decimal) : null,
    unitAmountDecimal: decimal,
    active: input.active ?? true,
    created: work.now,
    lookupKey: input.lookup_key,
    metadata: mergeMetadata({}, input.metadata),
    nickname: input.nickname,
    recurring: toRecurring(input.recurring),
    taxBehavior: input.tax_behavior,
  });
  await insertObject(work.sql, 'price', { doc: price, hidden: {} });
  emit(work, 'price.created', price);
  return price;
};

const retrieve: Route['handle'] = async (call) => {
  readFields({}, call.input);
  const stored = await findObject(call.work.sql, 'price', idOf(call));
  if (stored === null) throw missingResource('price', idOf(call));
  return stored.doc;
};

const update: Route['handle'] = async (call) => {
  const { transfer_lookup_key: transfer, metadata: sent, ...plain } = readFields(UPDATE, call.input);
  const stored = await lockObject(call.work.sql, 'price', idOf(call));
  if (stored === null) throw missingResource('price', idOf(call));
  if (plain.lookup_key !== undefined && plain.lookup_key !== stored.doc.lookup_key) await claimLookupKey(call.work, plain.lookup_key, transfer ?? false);
  const changed = Object.fromEntries(Object.entries(plain).filter(([, value]) => value !== undefined));
  const updated = { ...stored.doc, ...changed, metadata: mergeMetadata(stored.doc.metadata, sent) };
  await updateDocument(call.work.sql, 'price', updated);
  emitChange(call.work, 'price.updated', { before: stored.doc, after: updated });
  return updated;
};

const LIST = { ...PAGING, active: flag(), created: createdRange(), currency: CURRENCY, lookup_keys: list(text(), { max: 10 }), product: text(), type: oneOf('one_time', 'recurring') };

const listAll: Route['handle'] = (call) => {
  const { limit, starting_after, ending_before, created, lookup_keys: keys, ...match } = readFields(LIST, call.input);
  const anyOf = keys === undefined ? undefined : { field: 'lookup_key', values: keys };
  return listPage(call.work, { kind: 'price', url: '/v1/prices', paging: { limit, starting_after, ending_before }, query: { ...created, match, anyOf } });
};

export const PRICE_ROUTES: readonly Route[] = [
  { method: 'POST', path: '/v1/prices', handle: create },
  { method: 'GET', path: '/v1/prices', handle: listAll },
  { method: 'GET', path: '/v1/prices/:id', handle: retrieve },
  { method: 'POST', path: '/v1/prices/:id', handle: update },
];
