import type { IngestProblem } from '@/shared/contracts/ingest';
import { newId } from '@/shared/ids';
import type { GoodsDraft } from './goods-draft';

/** A thing as the database has it, with its forms. */
export interface KnownGoods {
  id: string;
  slug: string;
  sellerId: string;
  kind: string;
  status: string;
  inventory: string | null;
  /** Of flat inventory: the one stock of all forms. */
  sharedLevelId: string | null;
  variants: readonly { sku: string; position: number; prices: Readonly<Record<string, number>> }[];
}

/** What is to be done with one thing: made, given the forms that are missing, shown to the public, or left as it is. */
export type GoodsPlan =
  | { outcome: 'refused'; problem: IngestProblem }
  | { outcome: 'unchanged'; productId: string; warnings: IngestProblem[] }
  | { outcome: 'write'; action: 'create' | 'complete'; productId: string; newSkus: readonly string[]; isVisible: boolean; warnings: IngestProblem[] };

export interface GoodsKnowledge {
  products: ReadonlyMap<string, KnownGoods>;
  /** Which product of this seller has a sku, by slug. */
  skus: ReadonlyMap<string, string>;
}

/**
 * Decides about one thing. What is there already is the shop's: its stock has moved, its texts and prices are changed in the editor, so an import only adds what is
 * missing and says where prices differ. The same again is unchanged.
 */
export function planGoods(draft: GoodsDraft, { products, skus }: GoodsKnowledge, options: { sellerId: string; isDraft: boolean }): GoodsPlan {
  const { item, goods } = draft;
  const refused = (field: string, code: string, message: string): GoodsPlan => ({ outcome: 'refused', problem: { item, field, code, message } });
  const known = products.get(goods.slug);
  if (known && known.sellerId !== options.sellerId) return refused('slug', 'slug_taken', `The address ${goods.slug} belongs to another seller.`);
  if (known && known.kind !== 'physical') return refused('slug', 'type_changed', `The address ${goods.slug} belongs to a product that is not sent.`);
  const taken = goods.variants.find(({ sku }) => (skus.get(sku) ?? goods.slug) !== goods.slug);
  if (taken) return refused('sku', 'sku_taken', `The sku ${taken.sku} belongs to ${skus.get(taken.sku)}.`);
  const isVisible = !options.isDraft;
  if (!known) return { outcome: 'write', action: 'create', productId: newId('product'), newSkus: goods.variants.map(({ sku }) => sku), isVisible, warnings: [...draft.warnings] };
  if ((known.inventory === 'flat') !== (goods.stock !== undefined) && known.variants.length > 0) return refused('stock', 'stock_changed', 'The sizes here share one stock and there have one each, or the other way round; change that in the editor.');
  const there = new Map(known.variants.map((variant) => [variant.sku, variant]));
  const newSkus = goods.variants.filter(({ sku }) => !there.has(sku)).map(({ sku }) => sku);
  const warnings = [...draft.warnings, ...priceWarnings(draft, there)];
  if (newSkus.length === 0 && !(isVisible && known.status === 'draft')) return { outcome: 'unchanged', productId: known.id, warnings };
  return { outcome: 'write', action: 'complete', productId: known.id, newSkus, isVisible, warnings };
}

function priceWarnings({ item, goods }: GoodsDraft, there: ReadonlyMap<string, KnownGoods['variants'][number]>): IngestProblem[] {
  const differs = goods.variants.find(({ sku, prices }) => {
    const known = there.get(sku);
    return known && Object.entries(prices ?? goods.prices ?? {}).some(([currency, amount]) => known.prices[currency] !== amount);
  });
  return differs ? [{ item, field: 'prices', code: 'price_differs', message: `The price of ${differs.sku} is another in the shop, and stays so; change it in the editor.` }] : [];
}
