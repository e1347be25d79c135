import { describe, expect, it } from 'vitest';
import { StartCheckoutInput } from '@/shared/contracts/orders';
import { newId } from '@/shared/ids';
import { toNewOrder, toOpenKey } from './new-order';
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

describe('a new order', () => {
  it('has one key per buyer and variant', () => {
    expect(toOpenKey({ userId: 'u', organizationId: 'org_1' }, 'var_1')).toBe(toOpenKey({ userId: 'other', organizationId: 'org_1' }, 'var_1'));
    expect(toOpenKey({ userId: 'u', organizationId: null }, 'var_1')).not.toBe(toOpenKey({ userId: 'u', organizationId: 'org_1' }, 'var_1'));
  });

  it('lives an hour, half of which Stripe wants', () => {
    const quote = { currency: 'usd', lines: [], items: [], sellers: [], coupon: null, subtotalMinor: 0, discountMinor: 0, shippingMinor: 0, totalMinor: 0, problems: [] };
    const order = toNewOrder(quote, { buyer: { userId: 'u', organizationId: null }, openKey: 'k', cartId: null, country: 'DE', now: new Date('2026-11-20T12:00:00.400Z') });
    expect(order.expiresAt).toEqual(new Date('2026-11-20T13:00:00Z'));
    expect(order.country).toBeNull();
  });
});

describe('a payment that is not the order\'s', () => {
  const order = { totalMinor: 4_900, taxMinor: 0, creditMinor: 0, currency: 'usd', status: 'pending' as const, paymentIntentId: null };
  const fact = { orderId: 'ord_1', sessionId: 'cs_1', livemode: false, state: 'paid' as const, amountMinor: 4_900, taxMinor: 0, currency: 'usd', paymentIntentId: 'pi_1', chargeId: null, method: 'card', address: null, at: new Date(0), refunds: [], disputes: [] };

  it('counts without the tax that Stripe adds', () => {
    expect(findMismatch(order, { ...fact, amountMinor: 5_200, taxMinor: 300 })).toBeUndefined();
    expect(findMismatch({ ...order, totalMinor: 5_200, taxMinor: 300 }, { ...fact, amountMinor: 5_200, taxMinor: 300 })).toBeUndefined();
    expect(findMismatch(order, { ...fact, amountMinor: 5_201, taxMinor: 300 })).toContain('4901');
  });

  it('counts what a credit paid beside it', () => {
    expect(findMismatch(order, { ...fact, amountMinor: 4_000, creditMinor: 900 })).toBeUndefined();
    expect(findMismatch({ ...order, totalMinor: 4_000, creditMinor: 900 }, { ...fact, amountMinor: 4_000, creditMinor: 900 })).toBeUndefined();
    expect(findMismatch(order, { ...fact, amountMinor: 4_000, creditMinor: 800 })).toContain('4800');
  });

  it('M18, M19: is seen by amount and currency, and a second one by its intent', () => {
    expect(findMismatch(order, fact)).toBeUndefined();
    expect(findMismatch(order, { ...fact, amountMinor: 4_901 })).toContain('4901');
    expect(findMismatch(order, { ...fact, currency: 'eur' })).toContain('eur');
    expect(findMismatch({ ...order, status: 'paid', paymentIntentId: 'pi_1' }, fact)).toBeUndefined();
    expect(findMismatch({ ...order, status: 'refunded', paymentIntentId: 'pi_0' }, fact)).toContain('again');
  });
});
