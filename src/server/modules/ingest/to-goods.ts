import { GoodsProduct } from '@/shared/contracts/goods-index';
import { MAX_PRICE_MINOR } from '@/shared/contracts/ingest';
import { exponentOf, isCurrency } from '@/shared/money';
import { toSlug } from '@/shared/to-slug';
import { toTags } from './detect-topics';
import type { IngestFault } from './ingest-refusal';
import { IngestRefusal } from './ingest-refusal';
import type { SourceItem } from './pack-draft';
import { toFault } from './to-fault';

/** One form of a thing as a table or a foreign shop states it: texts as they stand there. */
export interface GoodsRow {
  item: string;
  sku: string;
  product: string;
  slug: string;
  category: string;
  brand: string;
  condition: string;
  summary: string;
  description: string;
  options: Readonly<Record<string, string>>;
  /** Major units as people write them, by currency: {"usd": "12.50"}. */
  prices: Readonly<Record<string, string>>;
  /** "450", "450 g", "0.45 kg"; grams where no unit is named. */
  weight: string;
  /** Empty: not counted. */
  stock: string;
  /** Whether it is sent in a parcel. */
  isShipped: boolean;
}

const SHOES = /\b(?:sneakers?|shoes?|trainers?|plimsolls?)\b/i;

type Variant = GoodsProduct['variants'][number];

/**
 * Gathers rows into things, by slug or else by name, in the order they first appear. A row that is wrong is refused by the field at fault and the thing made of the
 * others; a repetition with the row set right adds what is missing. What is not shipped is skipped.
 */
export function toGoods(rows: readonly GoodsRow[], source: string): SourceItem[] {
  const items: SourceItem[] = [];
  const products = new Map<string, { first: GoodsRow; variants: Variant[] }>();
  for (const row of rows) {
    if (!row.isShipped) {
      items.push({ kind: 'skipped', problem: { item: row.item, field: 'shipping', code: 'goods_not_shipped', message: 'It is not sent in a parcel, so it is no goods.' } });
      continue;
    }
    try {
      const slug = slugOf(row);
      const variant = toVariant(row, slug);
      const known = products.get(slug) ?? { first: row, variants: [] };
      assertNew(row, variant, known.variants);
      products.set(slug, { ...known, variants: [...known.variants, variant] });
    } catch (error) {
      if (!(error instanceof IngestRefusal)) throw error;
      items.push({ kind: 'refused', problem: error.problem });
    }
  }
  for (const [slug, { first, variants }] of products) items.push(toItem({ slug, first, variants }, source));
  return items;
}

function fail(row: GoodsRow, fault: Omit<IngestFault, 'code'>): never {
  throw new IngestRefusal({ item: row.item, code: 'goods_row', ...fault });
}

function slugOf(row: GoodsRow): string {
  if (row.product === '') fail(row, { field: 'product', message: 'The name of the product is empty.' });
  const slug = toSlug(row.slug === '' ? row.product : row.slug);
  return slug === '' ? fail(row, { field: 'product', message: 'The name has no letters for an address: add a column slug.' }) : slug;
}

function assertNew(row: GoodsRow, variant: Variant, others: readonly Variant[]): void {
  const form = JSON.stringify(variant.options);
  if (others.some(({ sku }) => sku === variant.sku)) fail(row, { field: 'sku', message: `The sku ${variant.sku} is there twice.` });
  if (others.some(({ options }) => JSON.stringify(options) === form)) fail(row, { field: 'size', message: 'Another row of this product has the same size and options.' });
}

function toVariant(row: GoodsRow, slug: string): Variant {
  const options = Object.fromEntries(Object.entries(row.options).filter(([, value]) => value !== ''));
  const prices = Object.fromEntries(Object.entries(row.prices).filter(([, text]) => text !== '').map(([currency, text]) => [currency, toMinor(row, currency, text)]));
  if (Object.keys(prices).length === 0) fail(row, { field: 'price', message: 'The price is empty.' });
  const weight = toGrams(row);
  return {
    sku: row.sku === '' ? [slug, ...Object.values(options).map(toSlug)].join('-').slice(0, 64) : row.sku,
    options,
    prices,
    ...(weight !== null && { weight_grams: weight }),
    stock: toUnits(row),
  };
}

function toUnits(row: GoodsRow): number | null {
  if (row.stock === '') return null;
  return /^\d{1,7}$/.test(row.stock) ? Number(row.stock) : fail(row, { field: 'stock', message: 'The stock must be a whole number of units.' });
}

function toGrams(row: GoodsRow): number | null {
  if (row.weight === '') return null;
  const [, amount = '', unit = 'g'] = /^(\d{1,6}(?:\.\d{1,6})?)\s*(g|kg)?$/i.exec(row.weight) ?? fail(row, { field: 'weight', message: 'The weight must be grams, such as 450, or kilograms, such as 0.45 kg.' });
  const grams = Math.round(Number(amount) * (unit.toLowerCase() === 'kg' ? 1000 : 1));
  return grams === 0 ? null : grams;
}

/** By its digits, never by multiplication of fractions; decimals beyond the currency's must be noughts. */
function toMinor(row: GoodsRow, currency: string, text: string): number {
  const field = `price_${currency}`;
  if (!isCurrency(currency)) fail(row, { field: 'currency', message: 'The currency is not one this shop sells in.' });
  const exponent = exponentOf(currency);
  const [, whole = '', fraction = ''] = /^(\d{1,8})(?:\.(\d{1,6}))?$/.exec(text) ?? fail(row, { field, message: 'The price must be a plain number such as 4.99.' });
  if (/[1-9]/.test(fraction.slice(exponent))) fail(row, { field, message: `A price in ${currency} has at most ${exponent} decimals.` });
  const amount = Number(`${whole}${fraction.slice(0, exponent).padEnd(exponent, '0')}`);
  return amount > MAX_PRICE_MINOR ? fail(row, { field, message: 'The price is too high.' }) : amount;
}

function toItem({ slug, first, variants }: { slug: string; first: GoodsRow; variants: readonly Variant[] }, source: string): SourceItem {
  const item = `${source} ${slug}`;
  const parsed = GoodsProduct.safeParse({
    slug, title: first.product, type: SHOES.test(`${first.category} ${first.product}`) ? 'sneaker' : 'physical', brand: first.brand, condition: first.condition === '' ? 'new' : first.condition.toLowerCase(),
    summary: first.summary, description: first.description, tags: toTags(first.category === '' ? [] : [first.category]), variants,
  });
  if (!parsed.success) return { kind: 'refused', problem: { item, ...toFault(parsed.error, '') } };
  const unweighed = variants.some(({ weight_grams: grams }) => grams === undefined);
  const warnings = unweighed ? [{ item, field: 'weight', code: 'weight_missing', message: 'Without a weight, shipping is reckoned as one light parcel.' }] : [];
  return { kind: 'goods', draft: { item, sellerSlug: null, goods: parsed.data, pictures: [], warnings } };
}
