import { newStripeId } from '../core/ids';
import { mergeMetadata } from '../core/params';
import { invalidParam, missingResource, notInDouble, onlyOneOf } from '../core/refusal';
import type { Refusal } from '../core/refusal';
import type { Work } from '../core/work';
import { newPrice, newProduct } from '../resources/new-product';
import { toRecurring } from '../resources/prices';
import type { LineItemDocument, PriceDocument } from '../store/kinds';
import { findObject } from '../store/objects';
import type { NewObject } from '../store/objects';
import type { CreateSessionInput, LineItemInput } from './create-params';

/** Looks up what a line names, and keeps what it makes until all is stored together. */
interface Making {
  work: Work;
  mode: CreateSessionInput['mode'];
  made: NewObject[];
}

/** Turns the line items of a request into stored ones; prices given inline become objects of their own, as at Stripe, added to `made`. */
export async function createLineItems(making: Making, inputs: readonly LineItemInput[]): Promise<LineItemDocument[]> {
  const items: LineItemDocument[] = [];
  for (const [position, input] of inputs.entries()) items.push(await createLineItem(making, input, `line_items[${position}]`));
  return items;
}

async function createLineItem(making: Making, input: LineItemInput, param: string): Promise<LineItemDocument> {
  if (input.adjustable_quantity?.enabled === true) throw notInDouble('adjustable quantities', `${param}[adjustable_quantity]`);
  if (input.tax_rates !== undefined) throw missingResource('tax rate', input.tax_rates[0] ?? '', `${param}[tax_rates]`);
  const { price, name } = await resolvePrice(making, input, param);
  if (price.type === 'recurring' && making.mode === 'payment') throw recurringInPayment();
  if (input.quantity === undefined) throw invalidParam(`Quantity is required. Add \`quantity\` to \`${param}\``, { code: 'parameter_missing', param: `${param}[quantity]` });
  const amount = Math.round(Number(price.unit_amount_decimal ?? '0') * input.quantity);
  return {
    id: newStripeId('item'),
    object: 'item',
    adjustable_quantity: null,
    amount_discount: 0,
    amount_subtotal: amount,
    amount_tax: 0,
    amount_total: amount,
    currency: price.currency,
    description: name,
    metadata: mergeMetadata({}, input.metadata),
    price,
    quantity: input.quantity,
  };
}

function recurringInPayment(): Refusal {
  return invalidParam('You specified `payment` mode but passed a recurring price. Either switch to `subscription` mode or use only one-time prices.', { param: 'line_items' });
}

async function resolvePrice(making: Making, input: LineItemInput, param: string): Promise<{ price: PriceDocument; name: string }> {
  if (input.price !== undefined && input.price_data !== undefined) throw onlyOneOf(`${param}[price]`, `${param}[price_data]`);
  if (input.price_data !== undefined) return createInlinePrice(making, input.price_data, `${param}[price_data]`);
  if (input.price === undefined) throw invalidParam(`Missing required param: ${param}[price].`, { code: 'parameter_missing', param: `${param}[price]` });
  const { work } = making;
  const stored = await findObject(work.sql, 'price', input.price);
  if (stored === null) throw missingResource('price', input.price, `${param}[price]`);
  if (!stored.doc.active) throw invalidParam('The price specified is inactive. This field only accepts active prices.', { param: `${param}[price]` });
  // Documents are stored with ids, never with the objects they stand for.
  const product = typeof stored.doc.product === 'string' ? await findObject(work.sql, 'product', stored.doc.product) : null;
  return { price: stored.doc, name: product?.doc.name ?? '' };
}

type PriceData = NonNullable<LineItemInput['price_data']>;

async function createInlinePrice(making: Making, data: PriceData, param: string): Promise<{ price: PriceDocument; name: string }> {
  const { work, made } = making;
  if (data.unit_amount !== undefined && data.unit_amount_decimal !== undefined) throw onlyOneOf(`${param}[unit_amount]`, `${param}[unit_amount_decimal]`);
  const decimal = data.unit_amount_decimal ?? data.unit_amount?.toString();
  if (decimal === undefined) throw invalidParam(`Missing required param: ${param}[unit_amount].`, { code: 'parameter_missing', param: `${param}[unit_amount]` });
  if (data.recurring !== undefined && making.mode === 'payment') throw recurringInPayment();
  const product = await resolveProduct(making, data, param);
  const price = newPrice({
    productId: product.id,
    currency: data.currency,
    unitAmount: Number.isInteger(Number(decimal)) ? Number(decimal) : null,
    unitAmountDecimal: decimal,
    // Inline prices cannot be used again: Stripe keeps them archived.
    active: false,
    created: work.now,
    recurring: toRecurring(data.recurring),
    taxBehavior: data.tax_behavior,
  });
  made.push({ kind: 'price', doc: price, hidden: {} });
  return { price, name: product.name };
}

async function resolveProduct({ work, made }: Making, data: PriceData, param: string): Promise<{ id: string; name: string }> {
  if (data.product !== undefined && data.product_data !== undefined) throw onlyOneOf(`${param}[product]`, `${param}[product_data]`);
  if (data.product !== undefined) {
    const stored = await findObject(work.sql, 'product', data.product);
    if (stored === null) throw missingResource('product', data.product, `${param}[product]`);
    return stored.doc;
  }
  if (data.product_data === undefined) throw invalidParam(`Missing required param: ${param}[product].`, { code: 'parameter_missing', param: `${param}[product]` });
  const { name, description, images, metadata, tax_code: taxCode, unit_label: unitLabel } = data.product_data;
  const product = newProduct({ name, description, images, metadata: mergeMetadata({}, metadata), taxCode, unitLabel, active: false, created: work.now });
  made.push({ kind: 'product', doc: product, hidden: {} });
  return product;
}
