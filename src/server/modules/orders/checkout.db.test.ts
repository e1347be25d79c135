import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { assertBooks } from '@/testing/oracle';
import { startShop, type Shop } from '@/testing/shop';
import { startCheckout } from './start-checkout';

let shop: Shop;
beforeAll(async () => {
  shop = await startShop();
});
afterAll(async () => {
  await assertBooks(shop.platform.db);
  await shop.stop();
});

const buy = (viewer: Parameters<Shop['viewer']>[0], product: keyof Shop['world']['products'] = 'published', changes: object = {}) => {
  const { variantId, priceMinor } = shop.world.products[product];
  return startCheckout(shop.platform, { viewer: shop.viewer(viewer), input: { variantId, quantity: 1, expectedPriceMinor: priceMinor, expectedCurrency: 'usd', ...changes } });
};
const orderOf = async (orderId: string) => (await shop.sql<{ status: string; totalMinor: string }>('select status, total_minor as "totalMinor" from orders where id = $1', [orderId]))[0];

describe('from the click to the key', () => {
  it('sells', async () => {
    const { orderId, redirectUrl } = await buy('buyerA');
    expect(redirectUrl).toContain(shop.stripeUrl);
    expect(await orderOf(orderId)).toMatchObject({ status: 'pending' });
    const paid = await shop.pay(redirectUrl);
    expect(paid.headers.get('location')).toBe(`http://localhost:3000/checkout/success?order=${orderId}`);
    await shop.work();
    expect(await orderOf(orderId)).toMatchObject({ status: 'paid' });
    expect(await shop.sql('select holder_user_id, source, e.license, revoked_at from entitlements e join order_items i on i.id = e.order_item_id where i.order_id = $1', [orderId])).toEqual([
      { holder_user_id: shop.world.buyerA, source: 'purchase', license: 'personal', revoked_at: null },
    ]);
    const [receipt] = shop.mail.list();
    expect(receipt).toMatchObject({ to: ['buyera@example.test'] });
  });
});
