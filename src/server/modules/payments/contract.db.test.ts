import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cancelOrder } from '@/server/modules/orders/cancel-order';
import { refundOrder } from '@/server/modules/orders/refund-order';
import { startCheckout } from '@/server/modules/orders/start-checkout';
import { collectMissedEvents } from '@/server/modules/webhooks/collect-missed-events';
import { contractAvailable, loadContract } from '@/sandbox/stripe/testing/contract';
import { startShop, type Shop } from '@/testing/shop';

let shop: Shop;
beforeAll(async () => {
  shop = await startShop();
});
afterAll(() => shop.stop());

const NEW_SCHEMAS = { '/v1/checkout/sessions': 'SessionCreateParams', '/v1/refunds': 'RefundCreateParams' } as const;

// Stripe's own API document lies outside the project; without it there is nothing to hold the requests against.
describe.skipIf(!contractAvailable)('what we send to Stripe', () => {
  it('is what its document and the types of the SDK allow', async () => {
    const { published, other } = shop.world.products;
    const click = (product: typeof published, name: 'buyerA' | 'buyerB') =>
      startCheckout(shop.platform, { viewer: shop.viewer(name), input: { variantId: product.variantId, quantity: 1, expectedPriceMinor: product.priceMinor, expectedCurrency: 'usd' } });
    const sold = await click(published, 'buyerA');
    await shop.pay(sold.redirectUrl);
    await shop.work();
    await refundOrder(shop.platform, { viewer: shop.viewer('admin'), input: { orderId: sold.orderId, reason: 'asked for' } });
    const given = await click(other, 'buyerB');
    await cancelOrder(shop.platform, { viewer: shop.viewer('buyerB'), orderId: given.orderId });
    await collectMissedEvents(shop.platform);
    await shop.work();

    const contract = await loadContract();
    const requests = await shop.requests('/v1');
    expect(new Set(requests.map(({ method, path }) => `${method} ${path.replace(/\/(cs|re|ch|pi)_\w+/, '/{id}')}`))).toEqual(
      new Set(['GET /v1/prices', 'POST /v1/products', 'POST /v1/prices', 'POST /v1/checkout/sessions', 'GET /v1/checkout/sessions/{id}', 'POST /v1/checkout/sessions/{id}/expire', 'POST /v1/refunds', 'GET /v1/refunds/{id}', 'GET /v1/charges/{id}', 'GET /v1/checkout/sessions', 'GET /v1/events']),
    );
    for (const { method, path, query, body } of requests) {
      const { errs } = contract.check({ method, path, query, body });
      expect({ method, path, errs }).toEqual({ method, path, errs: [] });
      const schema = method === 'POST' ? Object.entries(NEW_SCHEMAS).find(([known]) => known === path)?.[1] : undefined;
      if (schema) expect(contract.checkNewRequest(schema, body)).toBeNull();
    }
    const writes = requests.filter(({ method, path }) => method === 'POST' && !path.endsWith('/expire'));
    for (const { headers } of writes) expect(headers['idempotency-key']).toBeTruthy();
  });
});
