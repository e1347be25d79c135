import { describe, expect, it } from 'vitest';
import { StartCheckoutInput } from '@/shared/contracts/orders';
import { newId } from '@/shared/ids';
import { assertChargeable, toNewOrder, toOpenKey } from './new-order';
import { findMismatch } from './settle-order';

const valid = { variantId: newId('variant'), expectedPriceMinor: 4_900, expectedCurrency: 'usd' };

describe('what a buyer may say', () => {
  it('is a variant and the price that was shown', () => {
    expect(StartCheckoutInput.parse(valid)).toEqual({ ...valid, quantity: 1 });
  });

  it('M21: not a price, total, fee or seller', () => {
    for (const extra of [{ price: 1 }, { totalMinor: 1 }, { feeMinor: 0 }, { feeBps: 0 }, { sellerId: newId('seller') }, { unitPriceMinor: 1 }, { isAdmin: true }]) {
      expect(StartCheckoutInput.safeParse({ ...valid, ...extra }).success).toBe(false);
    }
  });

  it('M22: and no odd quantity, amount or id', () => {
    for (const quantity of [0, -1, 1.5, 1e9, Number.NaN, '1', null, Infinity]) expect(StartCheckoutInput.safeParse({ ...valid, quantity }).success).toBe(false);
    for (const expectedPriceMinor of [-1, 0.5, '4900', null, Number.MAX_VALUE]) expect(StartCheckoutInput.safeParse({ ...valid, expectedPriceMinor }).success).toBe(false);
    for (const variantId of ['', 'var_', newId('price'), { not: '' }, ['var_1']]) expect(StartCheckoutInput.safeParse({ ...valid, variantId }).success).toBe(false);
    for (const expectedCurrency of ['USD', 'us', '', 'usd ']) expect(StartCheckoutInput.safeParse({ ...valid, expectedCurrency }).success).toBe(false);
  });
});

describe('what may be charged', () => {
  it('M28, M27: Stripe\'s least in each currency, or nothing', () => {
    for (const [amountMinor, currency] of [[50, 'usd'], [30, 'gbp'], [50, 'jpy'], [150, 'kwd'], [0, 'usd']] as const) expect(() => assertChargeable({ amountMinor, currency })).not.toThrow();
    for (const [amountMinor, currency] of [[49, 'usd'], [29, 'gbp'], [49, 'jpy'], [1, 'eur'], [10_000, 'xxx']] as const) expect(() => assertChargeable({ amountMinor, currency })).toThrow();
    expect(() => assertChargeable({ amountMinor: 49, currency: 'jpy' })).toThrow('¥50');
  });
});

describe('a new order', () => {
  const offer = { variantId: 'var_1', productId: 'prd_1', productSlug: 'kit', productType: 'node', title: 'Kit', kind: 'download', license: 'personal', downloadLimit: null, sellerId: 'slr_1', sellerName: 'Oda', feeBps: 800, version: '1.0.0', priceId: 'prc_1', amountMinor: 4_999, currency: 'usd' };

  it('lives an hour, half of which Stripe wants', () => {
    const now = new Date('2026-11-20T12:00:00.400Z');
    const { order, item } = toNewOrder(offer, { userId: 'u', organizationId: null }, now);
    expect(order.expiresAt).toEqual(new Date('2026-11-20T13:00:00Z'));
    expect([item.totalMinor, item.feeMinor]).toEqual([4_999, 400]);
  });

  it('has one key per buyer and variant', () => {
    expect(toOpenKey({ userId: 'u', organizationId: 'org_1' }, 'var_1')).toBe(toOpenKey({ userId: 'other', organizationId: 'org_1' }, 'var_1'));
    expect(toOpenKey({ userId: 'u', organizationId: null }, 'var_1')).not.toBe(toOpenKey({ userId: 'u', organizationId: 'org_1' }, 'var_1'));
  });
});

describe('a payment that is not the order\'s', () => {
  const order = { totalMinor: 4_900, currency: 'usd', status: 'pending' as const, paymentIntentId: null };
  const fact = { orderId: 'ord_1', sessionId: 'cs_1', livemode: false, state: 'paid' as const, amountMinor: 4_900, currency: 'usd', paymentIntentId: 'pi_1', chargeId: null, method: 'card', at: new Date(0), refunds: [] };

  it('M18, M19: is seen by amount and currency, and a second one by its intent', () => {
    expect(findMismatch(order, fact)).toBeUndefined();
    expect(findMismatch(order, { ...fact, amountMinor: 4_901 })).toContain('4901');
    expect(findMismatch(order, { ...fact, currency: 'eur' })).toContain('eur');
    expect(findMismatch({ ...order, status: 'paid', paymentIntentId: 'pi_1' }, fact)).toBeUndefined();
    expect(findMismatch({ ...order, status: 'refunded', paymentIntentId: 'pi_0' }, fact)).toContain('again');
  });
});
