import { describe, expect, it } from 'vitest';
import { CURRENCIES, describeAmount, exponentOf, formatAmount, minimumCharge } from './currencies';
import { bankDebitFailure, passesLuhn, testCardOf } from '../payments/test-cards';
import { feeOf } from '../payments/balance';
import { signPayload } from '../events/signature';

describe('currencies', () => {
  it('know their digits', () => {
    expect([exponentOf('usd'), exponentOf('jpy'), exponentOf('kwd'), exponentOf('isk')]).toEqual([2, 0, 3, 2]);
    expect([formatAmount(1999, 'usd'), formatAmount(500, 'jpy'), formatAmount(1234, 'kwd').replace(/\s/, ' ')]).toEqual(['$19.99', '¥500', 'KWD 1.234']);
    expect(describeAmount(50, 'usd')).toBe('$0.50 usd');
  });

  it('know the smallest charge', () => {
    expect(['usd', 'gbp', 'czk', 'huf', 'jpy', 'nok'].map(minimumCharge)).toEqual([50, 30, 1500, 17_500, 50, 300]);
    expect([...CURRENCIES].every((code) => /^[a-z]{3}$/.test(code))).toBe(true);
  });

  it('pay 2.9 % + 30 to Stripe', () => {
    expect([50, 1900, 10_000].map(feeOf)).toEqual([31, 85, 320]);
  });
});

describe('test numbers', () => {
  it('pass or fail the check digit', () => {
    expect(passesLuhn('4242424242424242')).toBe(true);
    expect(passesLuhn('4242424242424241')).toBe(false);
    expect(passesLuhn('')).toBe(false);
    expect(passesLuhn('42424242424242x2')).toBe(false);
  });

  it('do what Stripe lists', () => {
    expect(testCardOf('4242424242424242')).toMatchObject({ brand: 'visa', decline: null, refund: 'succeeds' });
    expect(testCardOf('378282246310005')).toMatchObject({ brand: 'amex', decline: null });
    expect(testCardOf('4000000000007726').refund).toBe('pending_then_succeeds');
    expect(testCardOf('4000000000005126').refund).toBe('succeeds_then_fails');
    expect(bankDebitFailure('AT321904300235473204')).toBeNull();
    expect(bankDebitFailure('AT861904300235473202')).toMatchObject({ declineCode: 'generic_decline' });
    expect(bankDebitFailure('DE89370400440532013000')).toBe('unknown');
  });
});

describe('a signature', () => {
  it('is the HMAC-SHA256 of second, point and body, once per secret', () => {
    expect(signPayload('{}', ['a', 'b'], 1)).toBe('t=1,v1=7556c5fdf99ac2e6f9be7a6f4a7e2aa6a218faeb166236b0999e7755e4f33f4b,v1=bec12cdd41bea7c2a60ae2917c9adefc1ca00988ef22640f20749337e610b373');
  });
});
