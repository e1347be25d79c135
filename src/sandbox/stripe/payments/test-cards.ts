import type { RefundBehaviour } from '../store/kinds';

/** Why a payment did not go through, in Stripe's words. https://docs.stripe.com/testing */
export interface Decline {
  code: string;
  declineCode: string;
  message: string;
}

export interface TestCard {
  brand: string;
  decline: Decline | null;
  refund: RefundBehaviour;
  dispute: CardDispute | null;
  /** Whether the bank asks the buyer to confirm before it answers (3D Secure). */
  asksFirst: boolean;
  /** Whether the funds are available at once instead of after two days. */
  availableAtOnce: boolean;
}

const GENERIC: Decline = { code: 'card_declined', declineCode: 'generic_decline', message: 'Your card was declined.' };

const DECLINES: Record<string, Decline> = {
  '4000000000000002': GENERIC,
  '4000000000000341': GENERIC,
  '4000008400001629': GENERIC,
  '4000000000009995': { code: 'card_declined', declineCode: 'insufficient_funds', message: 'Your card has insufficient funds.' },
  '4000000000000069': { code: 'expired_card', declineCode: 'expired_card', message: 'Your card has expired.' },
  '4000000000000127': { code: 'incorrect_cvc', declineCode: 'incorrect_cvc', message: "Your card's security code is incorrect." },
  '4000000000000119': { code: 'processing_error', declineCode: 'processing_error', message: 'An error occurred while processing your card. Try again in a little bit.' },
};

const NOT_A_TEST_CARD: Decline = {
  code: 'card_declined',
  declineCode: 'test_mode_live_card',
  message: 'Your card was declined. Your request was in test mode, but used a non test card. For a list of valid test cards, visit: https://stripe.com/docs/testing.',
};

/** How the buyer's bank disputes a payment right after it. */
export interface CardDispute {
  reason: 'fraudulent' | 'general' | 'product_not_received';
  inquiry: boolean;
}

const DISPUTES: Record<string, CardDispute> = {
  '4000000000000259': { reason: 'fraudulent', inquiry: false },
  '4000000000002685': { reason: 'product_not_received', inquiry: false },
  '4000000000001976': { reason: 'general', inquiry: true },
};

/** The payment succeeds and an early fraud warning follows, which the double cannot do yet. */
const WARNED = '4000000000005423';

const NOT_YET: Decline = { code: 'card_declined', declineCode: 'transaction_not_allowed', message: 'This stand-in for Stripe does not know this test card yet.' };

const SUCCEED = new Set([
  '4242424242424242', '4000056655665556', '5555555555554444', '2223003122003222', '5200828282828210', '378282246310005', '371449635398431',
  '6011111111111117', '3056930009020004', '3566002020360505', '6200000000000005', '4000002760000016', '4000000000000077', '4000000000007726', '4000000000005126', '4000002500003155', '4000002760003184',
]);

const ASKS_FIRST = new Set(['4000002500003155', '4000002760003184', '4000008400001629']);

const REFUNDS: Record<string, RefundBehaviour> = { '4000000000007726': 'pending_then_succeeds', '4000000000005126': 'succeeds_then_fails' };

const BRANDS: [RegExp, string][] = [[/^4/, 'visa'], [/^(5[1-5]|2[2-7])/, 'mastercard'], [/^3[47]/, 'amex'], [/^6[05]/, 'discover'], [/^3[068]/, 'diners'], [/^35/, 'jcb'], [/^62/, 'unionpay']];

/** What a card number does. Numbers Stripe does not list are declined as real cards are in test mode. */
export function testCardOf(number: string): TestCard {
  const unknown = number === WARNED ? NOT_YET : NOT_A_TEST_CARD;
  const dispute = DISPUTES[number] ?? null;
  const decline = DECLINES[number] ?? (SUCCEED.has(number) || dispute !== null ? null : unknown);
  return {
    brand: BRANDS.find(([pattern]) => pattern.test(number))?.[1] ?? 'unknown',
    decline,
    dispute,
    asksFirst: ASKS_FIRST.has(number),
    refund: REFUNDS[number] ?? 'succeeds',
    availableAtOnce: number === '4000000000000077',
  };
}

/** What a card that used to pay says once its bank has changed its mind. */
export function declineFor(word: 'declined' | 'insufficient_funds' | 'expired'): Decline {
  const number = { declined: '4000000000000002', insufficient_funds: '4000000000009995', expired: '4000000000000069' }[word];
  return DECLINES[number] ?? GENERIC;
}

/** Can be kept for later, and fails when it is charged. */
const ATTACHES = '4000000000000341';

/** Why a card cannot be kept for later; null when it can. */
export function setupDecline(number: string): Decline | null {
  return number === ATTACHES ? null : testCardOf(number).decline;
}

/** Whether the check digit fits. */
export function passesLuhn(number: string): boolean {
  const digits = Array.from(number, Number).reverse();
  const sum = digits.reduce((total, digit, position) => total + (position % 2 === 0 ? digit : digit * 2 > 9 ? digit * 2 - 9 : digit * 2), 0);
  return /^\d{13,19}$/.test(number) && sum % 10 === 0;
}

/** What a bank account does once the debit settles; null succeeds. */
const FAILING_ACCOUNTS: Record<string, Decline> = {
  AT861904300235473202: { code: 'payment_intent_payment_attempt_failed', declineCode: 'generic_decline', message: 'The bank could not process the debit.' },
  '000222222227': { code: 'insufficient_funds', declineCode: 'insufficient_funds', message: 'The account has insufficient funds.' },
};

/** The account numbers the page suggests: one that pays, one that does not. */
export const TEST_ACCOUNTS = { succeeds: 'AT321904300235473204', fails: 'AT861904300235473202' };

const SUCCEEDING_ACCOUNTS = new Set([TEST_ACCOUNTS.succeeds, '000123456789']);

/** What becomes of a debit from this account: null when it succeeds. Answers 'unknown' for a number that is no test account. */
export function bankDebitFailure(account: string): Decline | null | 'unknown' {
  const failure = FAILING_ACCOUNTS[account];
  if (failure !== undefined) return failure;
  return SUCCEEDING_ACCOUNTS.has(account) ? null : 'unknown';
}
