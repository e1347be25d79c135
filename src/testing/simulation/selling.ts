import { listPaidItems, pickPaidOrder, type Action, type Scene } from './action';
import { call } from './call';
import type { Person } from './market';
import type { Random } from './random';

const ofSeller = ({ market }: Scene, slug: string): Person => {
  const person = market.sellers[slug];
  if (!person) throw new Error(`nobody sells as ${slug}`);
  return person;
};
const pickSeller = ({ market }: Scene, random: Random) => random.pick(Object.keys(market.sellers)) ?? '';

const ship: Action = async (scene, random) => {
  const item = random.pick(await listPaidItems(scene, `i.kind = 'physical' and i.shipped_quantity + i.canceled_quantity < i.quantity`));
  if (!item) return false;
  const quantity = 1 + random.below(item.quantity - item.shipped - item.canceled);
  const input = { seller: item.seller, orderId: item.orderId, items: [{ itemId: item.itemId, quantity }], carrier: 'Post' };
  await call(scene.stage, ofSeller(scene, item.seller), { path: 'fulfilment.ship', input });
  return true;
};

const deliver: Action = async (scene, random) => {
  const parcel = random.pick(await scene.stage.sql<{ id: string; seller: string }>(
    `select h.id, s.slug as seller from shipments h join sellers s on s.id = h.seller_id where h.delivered_at is null order by h.id desc limit 20`));
  if (!parcel) return false;
  await call(scene.stage, ofSeller(scene, parcel.seller), { path: 'fulfilment.markDelivered', input: { seller: parcel.seller, shipmentId: parcel.id } });
  return true;
};

const pickReturn = async ({ stage }: Scene, random: Random, status: string) =>
  random.pick(await stage.sql<{ id: string; seller: string }>(`select r.id, s.slug as seller from returns r join sellers s on s.id = r.seller_id where r.status = $1 order by r.id desc limit 20`, [status]));

const answerReturn: Action = async (scene, random) => {
  const found = await pickReturn(scene, random, 'requested');
  if (!found) return false;
  const decision = random.chance(0.8) ? 'approved' : 'declined';
  await call(scene.stage, ofSeller(scene, found.seller), { path: 'fulfilment.answerReturn', input: { seller: found.seller, returnId: found.id, decision, answer: 'as agreed' } });
  return true;
};

const receiveReturn: Action = async (scene, random) => {
  const found = await pickReturn(scene, random, 'approved');
  if (!found) return false;
  const rows = await scene.stage.sql<{ itemId: string; quantity: number; leftMinor: number }>(
    `select i.id as "itemId", r.quantity, (i.total_minor - i.refunded_minor - i.disputed_minor)::int as "leftMinor" from return_items r join order_items i on i.id = r.order_item_id where r.return_id = $1`, [found.id]);
  const items = rows.map(({ itemId, quantity, leftMinor }) => ({ itemId, restockQuantity: random.below(quantity + 1), amountMinor: random.chance(0.7) ? Math.max(leftMinor, 0) : random.below(Math.max(leftMinor, 0) + 1) }));
  await call(scene.stage, ofSeller(scene, found.seller), { path: 'fulfilment.receiveReturn', input: { seller: found.seller, returnId: found.id, items } });
  return true;
};

/** A seller gives back some of a line, with units that go to the shelf or will not be shipped. */
const refundItem: Action = async (scene, random) => {
  const item = random.pick(await listPaidItems(scene, 'i.total_minor > i.refunded_minor + i.disputed_minor'));
  if (!item) return false;
  const unshipped = item.kind === 'physical' ? item.quantity - item.shipped - item.canceled : 0;
  const units = { restockQuantity: item.kind === 'physical' ? random.below(item.quantity - item.restocked + 1) : 0, cancelQuantity: random.below(unshipped + 1) };
  const amountMinor = random.chance(0.5) ? item.leftMinor : 1 + random.below(item.leftMinor);
  const input = { orderId: item.orderId, seller: item.seller, items: [{ itemId: item.itemId, amountMinor, ...units }], reason: 'goodwill' };
  await call(scene.stage, ofSeller(scene, item.seller), { path: 'fulfilment.refund', input });
  return true;
};

/** An admin gives back an amount, or all that is left. */
const refundOrder: Action = async (scene, random) => {
  const order = await pickPaidOrder(scene, random);
  if (!order) return false;
  const input = { orderId: order.id, reason: 'complaint', ...(random.chance(0.5) && { amountMinor: 1 + random.below(4_000) }) };
  await call(scene.stage, scene.market.admin, { path: 'admin.refundOrder', input });
  return true;
};

const changePrice: Action = async (scene, random) => {
  const variantId = random.pick([...scene.market.downloads, ...scene.market.goods, ...scene.market.bundles]);
  const rows = await scene.stage.sql<{ productId: string; seller: string; currency: string; amount: number }>(
    `select v.product_id as "productId", s.slug as seller, p.currency, p.amount_minor::int as amount from prices p join product_variants v on v.id = p.variant_id join sellers s on s.id = v.seller_id
     where p.variant_id = $1 and p.archived_at is null`, [variantId]);
  const [first] = rows;
  if (!first) return false;
  const amounts = rows.map(({ currency, amount }) => ({ currency, amountMinor: Math.max(500, amount + random.below(401) - 200) }));
  await call(scene.stage, ofSeller(scene, first.seller), { path: 'products.setPrices', input: { seller: first.seller, productId: first.productId, prices: [{ variantId, amounts }] } });
  return true;
};

const pickProduct = async ({ stage }: Scene, random: Random, status: string) =>
  random.pick(await stage.sql<{ productId: string; seller: string; kind: string }>(
    `select p.id as "productId", s.slug as seller, p.kind from products p join sellers s on s.id = p.seller_id where p.status = $1 order by p.id`, [status]));

const changeTitle: Action = async (scene, random) => {
  const product = await pickProduct(scene, random, 'published');
  if (!product) return false;
  const { seller, productId, kind } = product;
  const input = { seller, productId, title: `Thing ${random.below(1_000)}`, summary: 'A thing', description: 'A thing that is sold.', ...(kind === 'physical' && { condition: 'new' }) };
  await call(scene.stage, ofSeller(scene, seller), { path: 'products.update', input });
  return true;
};

const archive: Action = async (scene, random) => {
  const product = await pickProduct(scene, random, 'published');
  if (!product) return false;
  await call(scene.stage, ofSeller(scene, product.seller), { path: 'products.archive', input: { seller: product.seller, productId: product.productId } });
  return true;
};

/** By hand: these products were never written in full, which the shop would ask for. */
const bringBack: Action = async (scene, random) => {
  const product = await pickProduct(scene, random, 'archived');
  if (!product) return false;
  await scene.stage.sql(`with back as (update products set status = 'published', published_at = coalesce(published_at, now()) where id = $1 returning id) select app.refresh_catalog_entries(array[id]) from back`, [product.productId]);
  return true;
};

const adjustStock: Action = async (scene, random) => {
  const seller = pickSeller(scene, random);
  const level = random.pick(await scene.stage.sql<{ id: string }>(`select l.id from stock_levels l join sellers s on s.id = l.seller_id where s.slug = $1 order by l.id`, [seller]));
  if (!level) return false;
  const reason = random.pick(['received', 'received', 'counted', 'damaged', 'lost'] as const);
  await call(scene.stage, ofSeller(scene, seller), { path: 'inventory.adjust', input: { seller, levelId: level.id, reason, units: 1 + random.below(4) } });
  return true;
};

/** What sellers and admins do. */
export const SELLING = {
  ship, deliver, answerReturn, receiveReturn, refundItem, refundOrder, changePrice, changeTitle, adjustStock, archive, bringBack,
} satisfies Record<string, Action>;
