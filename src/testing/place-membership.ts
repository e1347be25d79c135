import type { Quote } from '@/server/modules/carts/quote';
import { toNewOrder, toSellerOrders } from '@/server/modules/orders/new-order';
import { insertOrder } from '@/server/modules/orders/place-order.queries';
import type { ServiceTx } from '@/server/platform/db';
import type { RecurringProduct } from './recurring';
import type { World } from './world';

const [PRICE, FEE] = [2_900, 232];

interface Sale {
  world: World;
  /** With a plan named `pro`. */
  club: RecurringProduct;
  unique: string;
  now: Date;
}

function quoteOf({ world, club }: Sale): Quote {
  const plan = club.plans['pro'];
  if (!plan) throw new Error('the membership has no plan pro');
  const { variantId, priceId } = plan;
  const item = {
    productId: club.id, variantId, priceId, sellerId: world.sellers.one, sellerName: 'Northbeam', kind: 'membership', productSlug: club.slug, productType: 'membership', title: 'Club', variantTitle: 'Pro', options: {},
    sku: 'pro', condition: null, license: null, version: null, downloadLimit: null, stockLevelId: null, quantity: 1, interval: 'month' as const, trialDays: 0, recurringMinor: PRICE, unitPriceMinor: PRICE,
    discountMinor: 0, subsidyMinor: 0, shippingMinor: 0, totalMinor: PRICE, feeBps: 800, feeMinor: FEE, bundle: null,
  };
  const seller = { sellerId: world.sellers.one, sellerSlug: 'northbeam', sellerName: 'Northbeam', handlingDays: 3, shipping: null };
  return { currency: 'usd', lines: [], items: [item], sellers: [seller], coupon: null, subtotalMinor: PRICE, discountMinor: 0, shippingMinor: 0, totalMinor: PRICE, problems: [] };
}

/** A new order of a membership of 29.00 a month, not paid yet, of the first buyer. */
export async function placeMembership(tx: ServiceTx, sale: Sale): Promise<{ orderId: string; unique: string }> {
  const { world, unique, now } = sale;
  const quote = quoteOf(sale);
  const order = toNewOrder(quote, { buyer: { userId: world.buyerA, organizationId: null }, openKey: unique, cartId: null, country: null, now });
  await insertOrder(tx, { order, parts: toSellerOrders(order, quote), openKey: unique });
  return { orderId: order.id, unique };
}
