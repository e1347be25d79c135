import { beforeAll, describe, expect, it } from 'vitest';
import type Stripe from 'stripe';
import { idOf, refusalOf } from './testing/harness';
import type { TestDouble } from './testing/harness';
import { doublePerFile } from './testing/double-per-file';

const double = doublePerFile();
let shop: TestDouble;
beforeAll(() => {
  shop = double.shop();
});

/** A paid order; answers its PaymentIntent. */
async function buy(number = '4242424242424242', unitAmount = 1900): Promise<string> {
  const session = await shop.createSession({}, unitAmount);
  await shop.pay(session, { number });
  return idOf((await shop.stripe.checkout.sessions.retrieve(session.id)).payment_intent);
}

async function chargeOf(intent: string): Promise<Stripe.Charge> {
  const { latest_charge: charge } = await shop.stripe.paymentIntents.retrieve(intent, { expand: ['latest_charge.refunds'] });
  // `expand` put the object where the id stood.
  return charge as Stripe.Charge;
}

async function refundEvents(): Promise<string[]> {
  const { data } = await shop.stripe.events.list({ limit: 100, types: ['refund.created', 'charge.refunded', 'refund.updated', 'refund.failed'] });
  return data.map((event) => event.type).reverse();
}

describe('a refund', () => {
  it('in full is done at once, moves the balance back without the fee, and tells about it', async () => {
    const intent = await buy();
    const refund = await shop.stripe.refunds.create({ payment_intent: intent, reason: 'requested_by_customer', metadata: { order_id: 'ord_1' }, expand: ['balance_transaction'] });
    expect(refund).toMatchObject({ object: 'refund', amount: 1900, currency: 'usd', status: 'succeeded', reason: 'requested_by_customer', payment_intent: intent, metadata: { order_id: 'ord_1' } });
    expect(refund.balance_transaction).toMatchObject({ amount: -1900, fee: 0, net: -1900, type: 'refund', source: refund.id });
    const charge = await chargeOf(intent);
    expect(charge).toMatchObject({ refunded: true, amount_refunded: 1900, refunds: { object: 'list', data: [{ id: refund.id }] } });
    expect(await refundEvents()).toEqual(['refund.created', 'charge.refunded', 'refund.updated']);
    const [arrival] = await shop.endpoint.received('charge.refunded');
    expect(arrival?.event.data).toMatchObject({ object: { id: charge.id, refunded: true }, previous_attributes: { amount_refunded: 0, refunded: false } });
    expect(arrival?.event.data.object).not.toHaveProperty('refunds');
    expect(await shop.stripe.refunds.retrieve(refund.id)).toMatchObject({ id: refund.id });
  });

  it('again, or beyond what is left, is refused', async () => {
    const intent = await buy();
    expect(await refusalOf(shop.stripe.refunds.create({ payment_intent: intent, amount: 1901 }))).toMatchObject({
      statusCode: 400, param: 'amount', message: 'Refund amount ($19.01) is greater than charge amount ($19.00)',
    });
    await shop.stripe.refunds.create({ payment_intent: intent, amount: 900 });
    expect((await chargeOf(intent)).refunded).toBe(false);
    expect((await refusalOf(shop.stripe.refunds.create({ payment_intent: intent, amount: 1001 }))).message).toBe('Refund amount ($10.01) is greater than unrefunded amount on charge ($10.00)');
    const rest = await shop.stripe.refunds.create({ payment_intent: intent });
    expect(rest.amount).toBe(1000);
    expect(await refusalOf(shop.stripe.refunds.create({ payment_intent: intent }))).toMatchObject({ statusCode: 400, code: 'charge_already_refunded' });
    expect((await shop.stripe.refunds.list({ payment_intent: intent })).data.map((refund) => refund.amount)).toEqual([1000, 900]);
  });

  it('never exceeds the charge, however many are asked for at once', async () => {
    const intent = await buy();
    const outcomes = await Promise.allSettled(Array.from({ length: 10 }, () => shop.stripe.refunds.create({ payment_intent: intent, amount: 700 })));
    expect(outcomes.filter((outcome) => outcome.status === 'fulfilled')).toHaveLength(2);
    expect((await chargeOf(intent)).amount_refunded).toBe(1400);
  });

  it('needs a charge that was paid', async () => {
    expect(await refusalOf(shop.stripe.refunds.create({ payment_intent: 'pi_none' }))).toMatchObject({ code: 'resource_missing', param: 'payment_intent', statusCode: 400 });
    expect(await refusalOf(shop.stripe.refunds.create({}))).toMatchObject({ code: 'parameter_missing' });
    const session = await shop.createSession();
    await shop.pay(session, { number: '4000000000000002' });
    const declined = idOf((await shop.stripe.checkout.sessions.retrieve(session.id)).payment_intent);
    expect((await refusalOf(shop.stripe.refunds.create({ payment_intent: declined }))).statusCode).toBe(400);
  });

  it('of a plain charge has no transfer and no application fee to take back', async () => {
    const intent = await buy();
    expect((await refusalOf(shop.stripe.refunds.create({ payment_intent: intent, reverse_transfer: true }))).param).toBe('reverse_transfer');
    expect((await refusalOf(shop.stripe.refunds.create({ payment_intent: intent, refund_application_fee: true }))).param).toBe('refund_application_fee');
  });

  it('is pending first, then succeeds, for the card that does so', async () => {
    const intent = await buy('4000000000007726');
    const refund = await shop.stripe.refunds.create({ payment_intent: intent });
    expect(refund).toMatchObject({ status: 'pending', pending_reason: 'processing' });
    await shop.control('advance', { seconds: 3600 });
    const [arrival] = await shop.endpoint.received('refund.updated');
    expect(arrival?.event.data).toMatchObject({ object: { id: refund.id, status: 'succeeded' }, previous_attributes: { status: 'pending' } });
    expect(await refundEvents()).toEqual(['refund.created', 'charge.refunded', 'refund.updated']);
  });

  it('succeeds first, then fails, for the card that does so: the charge is whole again', async () => {
    const intent = await buy('4000000000005126');
    const refund = await shop.stripe.refunds.create({ payment_intent: intent });
    expect(refund.status).toBe('succeeded');
    await shop.control('settle', { refund: refund.id });
    await shop.endpoint.received('refund.failed');
    const failed = await shop.stripe.refunds.retrieve(refund.id, { expand: ['failure_balance_transaction'] });
    expect(failed).toMatchObject({ status: 'failed', failure_reason: 'expired_or_canceled_card', failure_balance_transaction: { amount: 1900, type: 'refund_failure' } });
    expect(await chargeOf(intent)).toMatchObject({ refunded: false, amount_refunded: 0 });
    await shop.control('settle', { refund: refund.id });
    expect((await refundEvents()).filter((type) => type === 'refund.failed')).toHaveLength(1);
  });
});

describe('the balance', () => {
  it('adds up: charges less fees less refunds', async () => {
    const intent = await buy('4242424242424242', 10_000);
    await shop.stripe.refunds.create({ payment_intent: intent, amount: 2500 });
    const { data } = await shop.stripe.balanceTransactions.list();
    expect(data.map((movement) => [movement.type, movement.amount, movement.fee, movement.net])).toEqual([['refund', -2500, 0, -2500], ['charge', 10_000, 320, 9680]]);
    expect(await shop.stripe.balanceTransactions.retrieve(data[1]?.id ?? '')).toMatchObject({ status: 'pending' });
    await shop.control('advance', { seconds: 3 * 86_400 });
    expect(await shop.stripe.balanceTransactions.retrieve(data[1]?.id ?? '')).toMatchObject({ status: 'available' });
  });

  it('has the funds of one card at once', async () => {
    const charge = await chargeOf(await buy('4000000000000077'));
    expect(await shop.stripe.balanceTransactions.retrieve(idOf(charge.balance_transaction))).toMatchObject({ status: 'available' });
  });
});
