import { z } from 'zod';
import { INGEST_LIMITS } from './ingest-limits';
import { refuse } from './ingest-refusal';
import type { SourceItem } from './pack-draft';
import { parseStrictJson } from './parse-strict-json';
import { toOption } from './read-goods-table';
import { readBounded } from './read-text';
import { toGoods, type GoodsRow } from './to-goods';

const Key = z.union([z.number(), z.string()]);
const row = <Fields extends z.ZodType>(fields: Fields) => z.object({ pk: Key, fields });

/** What we read of each model of a shop's database dump; everything else in it is passed over. */
const MODELS = {
  'product.category': row(z.object({ name: z.string() })),
  'product.producttype': row(z.object({ name: z.string(), is_shipping_required: z.boolean() })),
  'product.product': row(z.object({ name: z.string(), slug: z.string(), product_type: Key, category: Key.nullable(), description_plaintext: z.string().default('') })),
  'product.productvariant': row(z.object({ sku: z.string().nullable(), name: z.string(), product: Key, track_inventory: z.boolean(), weight: z.string().nullable() })),
  'product.productvariantchannellisting': row(z.object({ variant: Key, currency: z.string(), price_amount: z.string().nullable() })),
  'warehouse.stock': row(z.object({ product_variant: Key, quantity: z.number() })),
};
type Model = keyof typeof MODELS;
type RowOf<Name extends Model> = z.infer<(typeof MODELS)[Name]>;

const Dump = z.array(z.looseObject({ model: z.string() })).max(INGEST_LIMITS.jsonContainers);

/** Whether the first bytes of a JSON file are those of a dump of models, as Django's `dumpdata` writes it. */
export function isGoodsDump(head: string): boolean {
  return /^\s*\[\s*\{\s*"model"\s*:\s*"[a-z_]+\.[a-z_]+"/.test(head);
}

/** Reads the goods out of a dump of a Django shop (Saleor's models): products, forms, prices by channel and stock over all warehouses. Throws `IngestRefusal` when it is none. */
export async function readGoodsDump(path: string, item: string): Promise<SourceItem[]> {
  const document = parseStrictJson(await readBounded(path, { item, field: '$', maxBytes: INGEST_LIMITS.indexBytes }), { item, maxBytes: INGEST_LIMITS.indexBytes, maxDepth: INGEST_LIMITS.jsonDepth, anyNumber: true });
  const dump = Dump.safeParse(document);
  if (!dump.success) return refuse(item, { field: '$', code: 'dump_invalid', message: 'The file is no list of models.' });
  const read = <Name extends Model>(name: Name): RowOf<Name>[] => dump.data.filter((entry) => entry.model === name).map((entry, index) => {
    const parsed = MODELS[name].safeParse(entry);
    // The schema is that of this very model, which the compiler cannot tell.
    return parsed.success ? (parsed.data as RowOf<Name>) : refuse(item, { field: `${name}[${index}].${parsed.error.issues[0]?.path.join('.') ?? ''}`, code: 'dump_invalid', message: 'The field is not what a shop of this kind writes.' });
  });
  const byKey = <Row extends { pk: unknown }>(rows: readonly Row[]) => new Map(rows.map((each) => [each.pk, each]));
  const [categories, types, products] = [byKey(read('product.category')), byKey(read('product.producttype')), byKey(read('product.product'))];
  const [listings, stocks] = [read('product.productvariantchannellisting'), read('warehouse.stock')];
  return toGoods(read('product.productvariant').flatMap(({ pk, fields: variant }): GoodsRow[] => {
    const product = products.get(variant.product)?.fields;
    if (!product) return [];
    const type = types.get(product.product_type)?.fields;
    return [{
      item: `${item} variant ${pk}`,
      sku: variant.sku ?? '', product: product.name, slug: product.slug, brand: '', condition: '', summary: '',
      category: categories.get(product.category ?? '')?.fields.name ?? type?.name ?? '',
      description: product.description_plaintext,
      options: { size: toOption(variant.name) },
      prices: Object.fromEntries(listings.filter((each) => each.fields.variant === pk).map((each) => [each.fields.currency.toLowerCase(), each.fields.price_amount ?? ''])),
      weight: (variant.weight ?? '').replace(':', ' '),
      stock: variant.track_inventory ? String(stocks.filter((each) => each.fields.product_variant === pk).reduce((sum, each) => sum + each.fields.quantity, 0)) : '',
      isShipped: type?.is_shipping_required ?? true,
    }];
  }), item);
}
