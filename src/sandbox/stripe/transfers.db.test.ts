import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type Stripe from 'stripe';
import { idOf, refusalOf } from './testing/harness';
import type { TestDouble } from './testing/harness';
import { doublePerFile } from './testing/double-per-file';

const double = doublePerFile();
let shop: TestDouble;
let seller: string;
beforeAll(() => {
  shop = double.shop();
});
beforeEach(async () => {
  seller = await newSeller();
});

async function newSeller(country = 'DE'): Promise<string> {
  const { id } = await shop.stripe.accounts.create({ type: 'express', country, capabilities: { transfers: { requested: true } } });
  await shop.control(`accounts/${id}`, { onboard: 'complete' });
  return id;
}

/** A paid charge; answers its id. */
async function buy(unitAmount = 10_000, overrides: Partial<Stripe.Checkout.SessionCreateParams> = {}, number = '4242424242424242'): Promise<string> {
  const session = await shop.createSession(overrides, unitAmount);
  await shop.pay(session, { number });
  return (await shop.paidSession(session.id)).payment_intent.latest_charge.id;
}

const transfer = (charge: string, amount: number, overrides: Partial<Stripe.TransferCreateParams> = {}): Promise<Stripe.Transfer> =>
  shop.stripe.transfers.create({ amount, currency: 'usd', destination: seller, source_transaction: charge, ...overrides });

/** Available and pending, in US cents, of the platform or a seller. */
async function balance(account?: string): Promise<[number, number]> {
  const { available, pending } = await shop.stripe.balance.retrieve({}, account === undefined ? undefined : { stripeAccount: account });
  const usd = (amounts: { amount: number; currency: string }[]): number => amounts.find(({ currency }) => currency === 'usd')?.amount ?? 0;
  return [usd(available), usd(pending)];
}

describe('a transfer out of a charge', () => {
  it('succeeds before the charge settles; the seller has the money when the charge does', async () => {
    const charge = await buy(10_000, { payment_intent_data: { transfer_group: 'ord_1' } });
    expect(await balance()).toEqual([0, 9680]);
    const made = await transfer(charge, 7000, { metadata: { item: 'itm_1' }, expand: ['destination', 'source_transaction', 'balance_transaction'] });
    expect(made).toMatchObject({
      object: 'transfer', amount: 7000, currency: 'usd', amount_reversed: 0, reversed: false, transfer_group: 'ord_1', metadata: { item: 'itm_1' },
      destination: { id: seller }, source_transaction: { id: charge }, balance_transaction: { type: 'transfer', amount: -7000, fee: 0, source: made.id },
    });
    const payment = await shop.stripe.charges.retrieve(idOf(made.destination_payment ?? null), {}, { stripeAccount: seller });
    expect(payment).toMatchObject({ object: 'charge', amount: 7000, source_transfer: made.id });
    expect([await balance(), await balance(seller)]).toEqual([[0, 2680], [0, 7000]]);
    await shop.control('advance', { seconds: 2 * 86_400 + 1 });
    expect([await balance(), await balance(seller)]).toEqual([[2680, 0], [7000, 0]]);
    const [arrival] = await shop.endpoint.received('transfer.created');
    expect(arrival?.event).toMatchObject({ data: { object: { id: made.id } } });
    expect(arrival?.event.account).toBeUndefined();
  });

  it('is given a group when there is none, which the charge shares', async () => {
    const charge = await buy();
    const made = await transfer(charge, 100);
    expect(made.transfer_group).toMatch(/^group_pi_/);
    expect((await shop.stripe.charges.retrieve(charge)).transfer_group).toBe(made.transfer_group);
    expect((await shop.stripe.transfers.list({ transfer_group: made.transfer_group ?? '' })).data.map(({ id }) => id)).toEqual([made.id]);
  });

  it('never exceeds the charge, however many are asked for at once', async () => {
    const charge = await buy();
    const outcomes = await Promise.allSettled(Array.from({ length: 8 }, () => transfer(charge, 3000)));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(3);
    expect((await refusalOf(transfer(charge, 1001))).message).toBe(
      'Transfers using this transaction as a source must not exceed the source amount of $100.00. (There are existing transfers with this transaction as a source, totalling $90.00.)');
    expect((await transfer(charge, 1000)).amount).toBe(1000);
  });

  it('is refused in another currency, to nobody, and to who may not have it', async () => {
    const charge = await buy();
    expect(await refusalOf(transfer(charge, 100, { currency: 'eur' }))).toMatchObject({ statusCode: 400, param: 'currency' });
    expect(await refusalOf(transfer('ch_none', 100))).toMatchObject({ code: 'resource_missing', param: 'source_transaction' });
    expect(await refusalOf(transfer(charge, 100, { destination: 'acct_none' }))).toMatchObject({ code: 'resource_missing', param: 'destination' });
    await shop.control(`accounts/${seller}`, { transfers: 'inactive' });
    expect(await refusalOf(transfer(charge, 100))).toMatchObject({ statusCode: 400, code: 'insufficient_capabilities_for_transfer' });
    expect(await refusalOf(transfer(charge, 100, { destination: await newSeller('JP') }))).toMatchObject({ statusCode: 400, param: 'destination' });
    expect((await shop.stripe.transfers.list()).data).toEqual([]);
  });
});

describe('a transfer out of the balance', () => {
  const fromBalance = (amount: number): Promise<Stripe.Transfer> => shop.stripe.transfers.create({ amount, currency: 'usd', destination: seller, transfer_group: 'ord_2' });

  it('needs money that is available', async () => {
    const charge = await buy();
    expect(await refusalOf(fromBalance(100))).toMatchObject({ statusCode: 400, code: 'balance_insufficient' });
    await shop.control('settle', { funds: charge });
    expect((await fromBalance(9680)).source_transaction).toBeNull();
    expect(await balance()).toEqual([0, 0]);
    expect((await refusalOf(fromBalance(1))).code).toBe('balance_insufficient');
  });

  it('cannot spend the same money twice at the same moment', async () => {
    await buy(10_000, {}, '4000000000000077');
    const outcomes = await Promise.allSettled(Array.from({ length: 6 }, () => fromBalance(4000)));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(2);
    expect(await balance()).toEqual([1680, 0]);
  });
});

describe('a reversal', () => {
  it('takes back part, again, and no more than was sent', async () => {
    const made = await transfer(await buy(), 5000);
    await shop.control('settle', { funds: 'all' });
    const first = await shop.stripe.transfers.createReversal(made.id, { amount: 2000, metadata: { refund: 'ref_1' } });
    expect(first).toMatchObject({ object: 'transfer_reversal', amount: 2000, transfer: made.id, metadata: { refund: 'ref_1' } });
    expect(await shop.stripe.transfers.retrieve(made.id)).toMatchObject({ amount_reversed: 2000, reversed: false, reversals: { data: [{ id: first.id }] } });
    expect((await refusalOf(shop.stripe.transfers.createReversal(made.id, { amount: 3001 }))).param).toBe('amount');
    await shop.stripe.transfers.createReversal(made.id);
    expect(await shop.stripe.transfers.retrieve(made.id)).toMatchObject({ amount_reversed: 5000, reversed: true });
    expect((await refusalOf(shop.stripe.transfers.createReversal(made.id))).statusCode).toBe(400);
    expect((await shop.stripe.transfers.listReversals(made.id)).data.map(({ amount }) => amount)).toEqual([3000, 2000]);
    expect((await shop.stripe.transfers.retrieveReversal(made.id, first.id)).balance_transaction).not.toBeNull();
    expect([await balance(), await balance(seller)]).toEqual([[9680, 0], [0, 0]]);
    expect(await shop.endpoint.received('transfer.reversed', 2)).toHaveLength(2);
  });

  it('needs money that is available to the seller, or reserves', async () => {
    const made = await transfer(await buy(), 5000);
    expect(await refusalOf(shop.stripe.transfers.createReversal(made.id, { amount: 1 }))).toMatchObject({ statusCode: 400, code: 'balance_insufficient' });
    await shop.control(`accounts/${seller}`, { reserves: true });
    await shop.stripe.transfers.createReversal(made.id);
    expect(await balance(seller)).toEqual([-5000, 5000]);
  });

  it('is not made by refunding the charge', async () => {
    const charge = await buy();
    const made = await transfer(charge, 5000);
    await shop.stripe.refunds.create({ charge });
    expect((await shop.stripe.transfers.update(made.id, { metadata: { a: 'b' } })).amount_reversed).toBe(0);
    expect(await shop.endpoint.received('transfer.updated')).toHaveLength(1);
  });
});

describe('a payout', () => {
  const as = (): { stripeAccount: string } => ({ stripeAccount: seller });
  async function payable(): Promise<void> {
    await transfer(await buy(), 5000);
    await shop.control('settle', { funds: 'all' });
  }

  it('sends what is available to the bank, where it arrives, in the name of the account', async () => {
    await payable();
    expect(await refusalOf(shop.stripe.payouts.create({ amount: 5001, currency: 'usd' }, as()))).toMatchObject({ code: 'balance_insufficient' });
    const payout = await shop.stripe.payouts.create({ amount: 5000, currency: 'usd', metadata: { a: 'b' } }, as());
    expect(payout).toMatchObject({ object: 'payout', status: 'pending', destination: expect.stringMatching(/^ba_/) as string });
    expect(await balance(seller)).toEqual([0, 0]);
    await shop.control('advance', { seconds: 2 * 86_400 + 1 });
    expect((await shop.stripe.payouts.retrieve(payout.id, {}, as())).status).toBe('paid');
    const [arrival] = await shop.endpoint.received('payout.paid');
    expect(arrival?.event).toMatchObject({ account: seller, data: { object: { id: payout.id } } });
    expect((await shop.stripe.payouts.list()).data).toEqual([]);
  });

  it('can fail, even after it was paid: the money is back and the bank account is no good', async () => {
    await payable();
    const payout = await shop.stripe.payouts.create({ amount: 3000, currency: 'usd' }, as());
    await shop.control(`payouts/${payout.id}`, { status: 'paid' });
    await shop.control(`payouts/${payout.id}`, { status: 'failed' });
    expect(await shop.stripe.payouts.retrieve(payout.id, { expand: ['failure_balance_transaction'] }, as())).toMatchObject({ status: 'failed', failure_code: 'account_closed', failure_balance_transaction: { amount: 3000, type: 'payout_failure' } });
    expect(await balance(seller)).toEqual([5000, 0]);
    expect(await shop.stripe.accounts.retrieve(seller)).toMatchObject({ payouts_enabled: false, requirements: { currently_due: ['external_account'] } });
    expect((await shop.endpoint.received('payout.failed'))[0]?.event.account).toBe(seller);
    expect((await shop.rawControl(`payouts/${payout.id}`, { status: 'paid' })).status).toBe(404);
    expect(await refusalOf(shop.stripe.payouts.create({ amount: 1, currency: 'usd' }, as()))).toMatchObject({ code: 'payouts_not_allowed' });
  });

  it('is cancelled while it waits', async () => {
    await payable();
    const payout = await shop.stripe.payouts.create({ amount: 3000, currency: 'usd' }, as());
    expect((await shop.stripe.payouts.cancel(payout.id, {}, as())).status).toBe('canceled');
    expect((await refusalOf(shop.stripe.payouts.cancel(payout.id, {}, as()))).statusCode).toBe(400);
    expect(await balance(seller)).toEqual([5000, 0]);
  });
});
