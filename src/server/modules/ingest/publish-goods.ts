import { clock } from '@/server/platform/clock';
import type { ServiceTx } from '@/server/platform/db';
import { enqueue } from '@/server/platform/queue';
import type { StoredPicture } from '@/server/modules/images/store-picture';
import { newId } from '@/shared/ids';
import { findSkus, insertGoods, insertGoodsParts, lockGoods, publishGoodsRows, type GoodsParts } from './goods.queries';
import type { GoodsDraft } from './goods-draft';
import { refreshListing } from './ingest.queries';
import { planGoods, type GoodsPlan, type KnownGoods } from './plan-goods';

/** A thing whose pictures are stored. */
export interface StoredGoods {
  draft: GoodsDraft;
  pictures: readonly (StoredPicture & { alt: string })[];
}

/** Writes things with their forms, prices, stock and pictures in the caller's transaction, each decided under lock; answers what was decided, in their order. */
export async function publishGoods(tx: ServiceTx, stored: readonly StoredGoods[], options: { sellerId: string; isDraft: boolean }): Promise<GoodsPlan[]> {
  if (stored.length === 0) return [];
  const products = new Map((await lockGoods(tx, stored.map(({ draft }) => draft.goods.slug))).map((goods) => [goods.slug, goods]));
  const skus = new Map((await findSkus(tx, options.sellerId, stored.flatMap(({ draft }) => draft.goods.variants.map(({ sku }) => sku)))).map(({ sku, slug }) => [sku, slug]));
  const plans = stored.map(({ draft }) => {
    const plan = planGoods(draft, { products, skus }, options);
    if (plan.outcome === 'write') for (const sku of plan.newSkus) skus.set(sku, draft.goods.slug);
    return plan;
  });
  const now = clock.now();
  const free = await insertGoods(tx, stored.flatMap(({ draft }, index) => toProductRow(draft, plans[index], { sellerId: options.sellerId, now })));
  const settled = plans.map((plan, index) => {
    const { item = '', goods } = stored[index]?.draft ?? {};
    const isLost = plan.outcome === 'write' && plan.action === 'create' && !free.has(goods?.slug ?? '');
    return isLost ? { outcome: 'refused' as const, problem: { item, field: 'slug', code: 'slug_busy', message: 'Others are writing this product at the same time; try again.' } } : plan;
  });
  const parts = stored.flatMap((goods, index) => toParts(goods, settled[index], { known: products.get(goods.draft.goods.slug), sellerId: options.sellerId, now }));
  await insertGoodsParts(tx, mergeParts(parts));
  const visible = settled.flatMap((plan) => (plan.outcome === 'write' && plan.isVisible ? [plan.productId] : []));
  await publishGoodsRows(tx, visible, now);
  await refreshListing(tx, visible);
  if (visible.length > 0) await enqueue(tx, { task: 'refresh-pages', payload: {}, key: 'refresh-pages' });
  return settled;
}

function toProductRow({ goods }: GoodsDraft, plan: GoodsPlan | undefined, { sellerId, now }: { sellerId: string; now: Date }) {
  if (plan?.outcome !== 'write' || plan.action !== 'create') return [];
  const { slug, title, type, summary, description, tags, brand, condition } = goods;
  const releasedAt = goods.released_at === undefined ? now : new Date(goods.released_at);
  return [{ id: plan.productId, seller_id: sellerId, slug, title, type, summary, description, tags, brand, condition, inventory: goods.stock === undefined ? 'per_variant' : 'flat', published_at: releasedAt }];
}

interface PartsContext {
  known: KnownGoods | undefined;
  sellerId: string;
  now: Date;
}

/** The rows of the forms that are new, and of what hangs on them. Received units are a movement, as by hand. */
function toParts(stored: StoredGoods, plan: GoodsPlan | undefined, { known, sellerId, now }: PartsContext): GoodsParts[] {
  if (plan?.outcome !== 'write') return [];
  const { goods } = stored.draft;
  const parts: GoodsParts = { levels: [], movements: [], variants: [], prices: [], images: [] };
  const owner = { product_id: plan.productId, seller_id: sellerId };
  const addLevel = (units: number, variantId: string | null): string => {
    const id = newId('stockLevel', now.getTime());
    parts.levels.push({ ...owner, id, on_hand: units });
    if (units > 0) parts.movements.push({ id: newId('stockMovement', now.getTime()), level_id: id, variant_id: variantId, delta: units, note: 'Taken in with the product' });
    return id;
  };
  const shared = goods.stock === undefined ? null : (known?.sharedLevelId ?? addLevel(goods.stock, null));
  const first = Math.max(-1, ...(known?.variants.map(({ position }) => position) ?? [])) + 1;
  for (const [index, variant] of goods.variants.filter(({ sku }) => plan.newSkus.includes(sku)).entries()) {
    const id = newId('variant', now.getTime());
    const level = shared ?? (variant.stock == null ? null : addLevel(variant.stock, id));
    parts.variants.push({ ...owner, id, sku: variant.sku, options: variant.options, title: Object.values(variant.options).join(', ').slice(0, 120), weight_grams: variant.weight_grams ?? goods.weight_grams ?? null, position: first + index, stock_level_id: level });
    for (const [currency, amount] of Object.entries(variant.prices ?? goods.prices ?? {})) parts.prices.push({ id: newId('price', now.getTime()), variant_id: id, amount_minor: amount, currency });
  }
  if (plan.action === 'create') parts.images.push(...stored.pictures.map((picture, position) => ({ ...owner, ...picture, id: newId('productImage', now.getTime()), position })));
  return [parts];
}

function mergeParts(parts: readonly GoodsParts[]): GoodsParts {
  return {
    levels: parts.flatMap(({ levels }) => levels), movements: parts.flatMap(({ movements }) => movements), variants: parts.flatMap(({ variants }) => variants),
    prices: parts.flatMap(({ prices }) => prices), images: parts.flatMap(({ images }) => images),
  };
}
