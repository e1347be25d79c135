import type { CartView } from '@/shared/contracts/cart';
import { listPaidItems, type Action, type Scene } from './action';
import { call, LostError, RefusedError } from './call';
import type { Market, Person } from './market';
import { draw, type Random } from './random';

const CARDS = {
  '4242424242424242': 60, '5555555555554444': 10,
  // Declined, then the buyer may try again.
  '4000000000000002': 6, '4000000000009995': 4,
  // Disputed at once: fraud, not received, an inquiry.
  '4000000000000259': 3, '4000000000002685': 2, '4000000000001976': 2,
  // Refunds that take their time, or fail after all.
  '4000000000007726': 5, '4000000000005126': 4,
} as const;
const BANK = { AT321904300235473204: 8, AT861904300235473202: 4 } as const;
const WHO = { email: 'buyer@example.test', name: 'Ida Moberg', line1: 'Storgatan 1', city: 'Lund', postal_code: '222 22', country: 'DE' };
const LARGE_CART = 4;

const buyerOf = ({ buyers }: Market, random: Random) => random.pick(buyers) ?? never();
const never = (): never => {
  throw new Error('the market is empty');
};
const personOf = ({ market }: Scene, userId: string) => market.buyers.find((person) => person.userId === userId);
const bought = { downloads: 4, goods: 7, bundles: 1 } as const;

async function fill({ stage, market }: Scene, random: Random, person: Person): Promise<void> {
  const { currency, organizationId } = person;
  for (let left = 1 + random.below(3); left > 0; left -= 1) {
    const kind = draw(random, bought);
    const variantId = random.pick(market[kind]) ?? never();
    const quantity = kind === 'goods' ? 1 + random.below(3) : 1;
    await call(stage, person, { path: 'cart.add', input: { variantId, quantity } });
  }
  await call(stage, person, { path: 'cart.setDestination', input: { country: 'DE', currency, organizationId } });
  if (random.chance(0.3)) await call(stage, person, { path: 'cart.applyCoupon', input: { code: random.pick(market.coupons) } });
  else if (random.chance(0.3)) await call(stage, person, { path: 'cart.dropCoupon' });
}

/** As a buyer does: takes out what cannot be had, looks at the sum, and orders. */
async function order({ stage }: Scene, person: Person): Promise<string | null> {
  let cart = await call<CartView>(stage, person, { path: 'cart.acceptChanges' });
  const bad = cart.lines.filter(({ problems }, index) => problems.length > 0 || index >= LARGE_CART);
  for (const { variantId } of bad) cart = await call<CartView>(stage, person, { path: 'cart.remove', input: { variantId } });
  if (cart.problems.some(({ reason }) => reason.startsWith('coupon'))) cart = await call<CartView>(stage, person, { path: 'cart.dropCoupon' });
  if (cart.lines.length === 0) return null;
  const { redirectUrl } = await call<{ redirectUrl: string }>(stage, person, { path: 'orders.checkoutCart', input: { expectedTotalMinor: cart.totalMinor, expectedCurrency: cart.currency } });
  return redirectUrl;
}

async function pay(url: string, random: Random): Promise<void> {
  const means: Record<string, string> = random.chance(0.15) ? { method: 'bank', account: draw(random, BANK) } : { method: 'card', number: draw(random, CARDS), expiry: '04/34', cvc: '123' };
  const response = await fetch(url, { method: 'POST', redirect: 'manual', body: new URLSearchParams({ ...WHO, ...means }), signal: AbortSignal.timeout(20_000) }).catch((error: unknown) => {
    throw new LostError(String(error));
  });
  if (response.status >= 500) throw new LostError(`Stripe's page: ${response.status}`);
  if (response.status === 402) throw new RefusedError('DECLINED', 'the card was declined');
}

const fillCart: Action = async (scene, random) => {
  await fill(scene, random, buyerOf(scene.market, random));
  return true;
};

const checkout: Action = async (scene, random) => (await order(scene, buyerOf(scene.market, random))) !== null;

/** The whole way at once. */
const buy: Action = async (scene, random) => {
  const person = buyerOf(scene.market, random);
  await fill(scene, random, person);
  const url = await order(scene, person);
  if (url?.startsWith('http')) await pay(url, random);
  return url !== null;
};

const unlock: Action = async (scene, random) => {
  const person = buyerOf(scene.market, random);
  const [price] = await scene.stage.sql<{ variantId: string; amount: number }>(
    `select variant_id as "variantId", amount_minor::int as amount from prices where variant_id = $1 and currency = $2 and archived_at is null`, [random.pick(scene.market.downloads), person.currency]);
  if (!price) return false;
  const input = { variantId: price.variantId, quantity: 1, expectedPriceMinor: price.amount, expectedCurrency: person.currency, ...(person.organizationId && { organizationId: person.organizationId }) };
  const { redirectUrl } = await call<{ redirectUrl: string }>(scene.stage, person, { path: 'orders.startCheckout', input });
  if (redirectUrl.startsWith('http') && random.chance(0.7)) await pay(redirectUrl, random);
  return true;
};

const payOpen: Action = async (scene, random) => {
  const open = random.pick(await scene.stage.sql<{ url: string }>(`select checkout_url as url from orders where status = 'pending' and checkout_url is not null order by created_at limit 30`));
  if (!open) return false;
  await pay(open.url, random);
  return true;
};

const onOpen = (path: string, isQuery: boolean): Action => async (scene, random) => {
  const open = random.pick(await scene.stage.sql<{ id: string; buyerId: string }>(`select id, buyer_user_id as "buyerId" from orders where status in ('pending', 'awaiting_payment') order by created_at desc limit 20`));
  const person = open && personOf(scene, open.buyerId);
  if (!person) return false;
  await call(scene.stage, person, { path, input: { orderId: open.id }, isQuery });
  return true;
};

const cancelItems: Action = async (scene, random) => {
  const item = random.pick(await listPaidItems(scene, `i.kind = 'physical' and i.shipped_quantity + i.canceled_quantity < i.quantity`));
  const person = item && personOf(scene, item.buyerId);
  if (!person) return false;
  const quantity = 1 + random.below(item.quantity - item.shipped - item.canceled);
  await call(scene.stage, person, { path: 'orders.cancelItems', input: { orderId: item.orderId, items: [{ itemId: item.itemId, quantity }] } });
  return true;
};

const requestReturn: Action = async (scene, random) => {
  const item = random.pick(await listPaidItems(scene, 'i.shipped_quantity > 0'));
  const person = item && personOf(scene, item.buyerId);
  if (!person) return false;
  const input = { orderId: item.orderId, sellerSlug: item.seller, items: [{ itemId: item.itemId, quantity: 1 + random.below(item.shipped) }], reason: 'too small' };
  await call(scene.stage, person, { path: 'fulfilment.requestReturn', input });
  return true;
};

/** What buyers do. */
export const BUYING = {
  fillCart, checkout, buy, unlock, payOpen, cancelItems, requestReturn, cancelOrder: onOpen('orders.cancel', false), lookAtOrder: onOpen('orders.checkoutStatus', true),
} satisfies Record<string, Action>;
