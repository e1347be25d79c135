import type Stripe from 'stripe';
import { PAGING, createdRange, listPage } from '../core/listing';
import { clearable, flag, list, mergeMetadata, metadata, readFields, required, shape, text, webUrl } from '../core/params';
import { invalidParam, missingResource, notPossible } from '../core/refusal';
import type { ApiCall, Route } from '../core/route';
import { emit, emitChange } from '../events/emit';
import { deleteObject, findObject, insertObject, listObjects, lockObject, updateDocument } from '../store/objects';
import type { Stored } from '../store/objects';
import { newPrice, newProduct } from './new-product';
import { CURRENCY, RECURRING, TAX_BEHAVIOR, UNIT_AMOUNT } from './price-params';
import { toRecurring } from './prices';

const SHARED = {
  active: flag(),
  images: clearable(list(text(), { max: 8 })),
  metadata: metadata(),
  shippable: flag(),
  statement_descriptor: text({ max: 22 }),
};

const CREATE = {
  ...SHARED,
  default_price_data: shape({ currency: required(CURRENCY), metadata: metadata(), recurring: RECURRING, tax_behavior: TAX_BEHAVIOR, unit_amount: required(UNIT_AMOUNT) }),
  description: text({ max: 40_000 }),
  id: text({ max: 100 }),
  name: required(text({ max: 250 })),
  tax_code: text(),
  unit_label: text({ max: 12 }),
  url: webUrl(),
};

const UPDATE = {
  ...SHARED,
  default_price: text(),
  description: clearable(text({ max: 40_000 })),
  name: text({ max: 250 }),
  tax_code: clearable(text()),
  unit_label: clearable(text({ max: 12 })),
  url: clearable(webUrl()),
};

const idOf = (call: ApiCall): string => call.path['id'] ?? '';

const create: Route['handle'] = async ({ work, input: tree }) => {
  const input = readFields(CREATE, tree);
  if (input.id !== undefined && (await findObject(work.sql, 'product', input.id)) !== null) {
    throw invalidParam('Product already exists.', { code: 'resource_already_exists', param: 'id' });
  }
  const product = newProduct({
    id: input.id,
    name: input.name,
    active: input.active ?? true,
    created: work.now,
    description: input.description,
    images: input.images ?? [],
    metadata: mergeMetadata({}, input.metadata),
    taxCode: input.tax_code,
    unitLabel: input.unit_label,
    url: input.url,
    shippable: input.shippable,
    statementDescriptor: input.statement_descriptor,
  });
  const data = input.default_price_data;
  if (data !== undefined) {
    const price = newPrice({
      productId: product.id,
      currency: data.currency,
      unitAmount: data.unit_amount,
      unitAmountDecimal: String(data.unit_amount),
      active: true,
      created: work.now,
      metadata: mergeMetadata({}, data.metadata),
      recurring: toRecurring(data.recurring),
      taxBehavior: data.tax_behavior,
    });
    product.default_price = price.id;
    await insertObject(work.sql, 'price', { doc: price, hidden: {} });
    emit(work, 'price.created', price);
  }
  await insertObject(work.sql, 'product', { doc: product, hidden: {} });
  emit(work, 'product.created', product);
  return product;
};

const retrieve: Route['handle'] = async (call) => {
  readFields({}, call.input);
  const stored = await findObject(call.work.sql, 'product', idOf(call));
  if (stored === null) throw missingResource('product', idOf(call));
  return stored.doc;
};

async function lockProduct(call: ApiCall): Promise<Stored<'product'>> {
  const stored = await lockObject(call.work.sql, 'product', idOf(call));
  if (stored === null) throw missingResource('product', idOf(call));
  return stored;
}

const update: Route['handle'] = async (call) => {
  const { metadata: sent, images, ...plain } = readFields(UPDATE, call.input);
  const { doc } = await lockProduct(call);
  if (plain.default_price !== undefined) {
    const price = await findObject(call.work.sql, 'price', plain.default_price);
    if (price?.doc.product !== doc.id) throw missingResource('price', plain.default_price, 'default_price');
  }
  const changed = Object.fromEntries(Object.entries(plain).filter(([, value]) => value !== undefined));
  const updated: Stripe.Product = { ...doc, ...changed, images: images === undefined ? doc.images : (images ?? []), metadata: mergeMetadata(doc.metadata, sent), updated: call.work.now };
  await updateDocument(call.work.sql, 'product', updated);
  emitChange(call.work, 'product.updated', { before: doc, after: updated });
  return updated;
};

const remove: Route['handle'] = async (call) => {
  const { doc } = await lockProduct(call);
  const prices = await listObjects(call.work.sql, 'price', { match: { product: doc.id }, limit: 1 });
  if (prices.length > 0) throw notPossible('This product cannot be deleted because it has one or more user-created prices.');
  await deleteObject(call.work.sql, 'product', doc.id);
  emit(call.work, 'product.deleted', doc);
  return { id: doc.id, object: 'product', deleted: true };
};

const listAll: Route['handle'] = (call) => {
  const { limit, starting_after, ending_before, created, ...match } = readFields({ ...PAGING, active: flag(), created: createdRange(), shippable: flag(), url: text() }, call.input);
  return listPage(call.work, { kind: 'product', url: '/v1/products', paging: { limit, starting_after, ending_before }, query: { ...created, match } });
};

export const PRODUCT_ROUTES: readonly Route[] = [
  { method: 'POST', path: '/v1/products', handle: create },
  { method: 'GET', path: '/v1/products', handle: listAll },
  { method: 'GET', path: '/v1/products/:id', handle: retrieve },
  { method: 'POST', path: '/v1/products/:id', handle: update },
  { method: 'DELETE', path: '/v1/products/:id', handle: remove },
];
