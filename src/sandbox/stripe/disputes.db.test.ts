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

async function buy(number = '4242424242424242', unitAmount = 1900): Promise<Stripe.Checkout.Session> {
  const session = await shop.createSession({}, unitAmount);
  await shop.pay(session, { number });
  return shop.stripe.checkout.sessions.retrieve(session.id);
}

async function disputeOf(session: Stripe.Checkout.Session): Promise<Stripe.Dispute> {
  const { data } = await shop.stripe.disputes.list({ payment_intent: idOf(session.payment_intent) });
  expect(data).toHaveLength(1);
  return data[0] as Stripe.Dispute;
}

async function disputeEvents(): Promise<string[]> {
  return (await shop.eventTypes()).filter((type) => type.startsWith('charge.dispute.'));
}

/** Amount, fee and kind of everything that moved the balance for a dispute, oldest first. */
async function movementsOf(id: string): Promise<[string, number, number][]> {
  const { data } = await shop.stripe.balanceTransactions.list({ source: id });
  return data.map((one): [string, number, number] => [one.type, one.amount, one.fee]).reverse();
}

describe('a card whose payment is disputed', () => {
  it.each([['4000000000000259', 'fraudulent'], ['4000000000002685', 'product_not_received']])('%s: takes the sum and the fee at once', async (number, reason) => {
    const session = await buy(number);
    expect(session).toMatchObject({ status: 'complete', payment_status: 'paid' });
    const dispute = await disputeOf(session);
    expect(dispute).toMatchObject({
      object: 'dispute', amount: 1900, currency: 'usd', reason, status: 'needs_response', is_charge_refundable: false, payment_intent: session.payment_intent,
      evidence_details: { has_evidence: false, submission_count: 0 },
      balance_transactions: [{ type: 'adjustment', amount: -1900, fee: 1500, net: -3400, reporting_category: 'dispute', source: dispute.id }],
    });
    expect(await disputeEvents()).toEqual(['charge.dispute.created', 'charge.dispute.funds_withdrawn']);
    const charge = await shop.stripe.charges.retrieve(idOf(dispute.charge));
    expect(charge.disputed).toBe(true);
    expect(await refusalOf(shop.stripe.refunds.create({ charge: charge.id }))).toMatchObject({ statusCode: 400, code: 'charge_disputed' });
  });

  it('4000000000001976: the bank only asks; nothing is taken, and a refund ends it', async () => {
    const inquiry = await disputeOf(await buy('4000000000001976'));
    expect(inquiry).toMatchObject({ status: 'warning_needs_response', balance_transactions: [], is_charge_refundable: true, payment_method_details: { card: { case_type: 'inquiry' } } });
    expect((await refusalOf(shop.stripe.disputes.close(inquiry.id))).statusCode).toBe(400);
    await shop.stripe.refunds.create({ charge: idOf(inquiry.charge) });
    expect((await shop.stripe.disputes.retrieve(inquiry.id)).status).toBe('warning_closed');
    expect(await disputeEvents()).toEqual(['charge.dispute.created', 'charge.dispute.closed']);
  });
});

describe('evidence', () => {
  it('is staged, then submitted; winning text brings the money back, without the fee of the dispute', async () => {
    const dispute = await disputeOf(await buy('4000000000000259'));
    const staged = await shop.stripe.disputes.update(dispute.id, { evidence: { product_description: 'a pack', customer_name: 'Ada' }, metadata: { order_id: 'ord_1' }, submit: false });
    expect(staged).toMatchObject({ status: 'needs_response', evidence: { product_description: 'a pack' }, evidence_details: { has_evidence: true, submission_count: 0 }, metadata: { order_id: 'ord_1' } });
    const won = await shop.stripe.disputes.update(dispute.id, { evidence: { uncategorized_text: 'winning_evidence' } });
    expect(won).toMatchObject({ status: 'won', evidence: { product_description: 'a pack' }, evidence_details: { submission_count: 1 }, balance_transactions: [{ amount: -1900, fee: 1500 }, { amount: 1900, fee: 0 }] });
    expect(await disputeEvents()).toEqual(['charge.dispute.created', 'charge.dispute.funds_withdrawn', 'charge.dispute.updated', 'charge.dispute.updated', 'charge.dispute.closed', 'charge.dispute.funds_reinstated']);
    expect(await movementsOf(dispute.id)).toEqual([['adjustment', -1900, 1500], ['stripe_fee', -1500, 0], ['adjustment', 1900, 0], ['stripe_fee', 1500, 0]]);
    expect((await shop.stripe.refunds.create({ charge: idOf(dispute.charge) })).status).toBe('succeeded');
  });

  it('losing text loses, and both fees stay', async () => {
    const dispute = await disputeOf(await buy('4000000000002685'));
    expect((await shop.stripe.disputes.update(dispute.id, { evidence: { uncategorized_text: 'losing_evidence' }, submit: true })).status).toBe('lost');
    expect(await movementsOf(dispute.id)).toEqual([['adjustment', -1900, 1500], ['stripe_fee', -1500, 0]]);
    expect(await refusalOf(shop.stripe.disputes.update(dispute.id, { evidence: { customer_name: 'x' } }))).toMatchObject({ statusCode: 400 });
    expect((await shop.stripe.disputes.update(dispute.id, { metadata: { a: 'b' } })).metadata).toEqual({ a: 'b' });
  });

  it('of another kind waits for the bank; the control route decides', async () => {
    const dispute = await disputeOf(await buy('4000000000000259'));
    expect((await shop.stripe.disputes.update(dispute.id, { evidence: { access_activity_log: 'downloaded' } })).status).toBe('under_review');
    await shop.control(`disputes/${dispute.id}/close`, { status: 'won' });
    expect((await shop.stripe.disputes.retrieve(dispute.id)).status).toBe('won');
    expect((await shop.rawControl(`disputes/${dispute.id}/close`, { status: 'lost' })).status).toBe(400);
  });

  it('may have 150,000 characters in all, and no files the double never saw', async () => {
    const dispute = await disputeOf(await buy('4000000000000259'));
    const long = 'x'.repeat(20_000);
    const names = ['access_activity_log', 'cancellation_policy_disclosure', 'cancellation_rebuttal', 'duplicate_charge_explanation', 'product_description', 'refund_policy_disclosure', 'refund_refusal_explanation'];
    const evidence = Object.fromEntries(names.map((name) => [name, long]));
    await shop.stripe.disputes.update(dispute.id, { evidence: { ...evidence, uncategorized_text: 'x'.repeat(10_000), customer_email_address: '' }, submit: false });
    expect(await refusalOf(shop.stripe.disputes.update(dispute.id, { evidence: { shipping_carrier: 'y' }, submit: false }))).toMatchObject({ statusCode: 400, param: 'evidence' });
    expect(await refusalOf(shop.stripe.disputes.update(dispute.id, { evidence: { uncategorized_text: `${long}y` }, submit: false }))).toMatchObject({ param: 'evidence[uncategorized_text]' });
    expect(await refusalOf(shop.stripe.disputes.update(dispute.id, { evidence: { receipt: 'file_1' } }))).toMatchObject({ code: 'resource_missing', param: 'evidence[receipt]' });
  });
});

describe('a dispute', () => {
  it('opened by a control route takes part of the charge; the rest can be refunded', async () => {
    const session = await buy('4242424242424242', 10_000);
    const dispute = (await shop.control('disputes', { session: session.id, reason: 'duplicate', amount: 4000 })) as Stripe.Dispute;
    expect(dispute).toMatchObject({ amount: 4000, reason: 'duplicate' });
    expect((await refusalOf(shop.stripe.refunds.create({ payment_intent: idOf(session.payment_intent), amount: 6001 }))).param).toBe('amount');
    expect((await shop.stripe.refunds.create({ payment_intent: idOf(session.payment_intent) })).amount).toBe(6000);
    expect((await shop.rawControl('disputes', { session: session.id })).status).toBe(400);
  });

  it('is lost when the shop concedes, or when nobody answers in time', async () => {
    const conceded = await disputeOf(await buy('4000000000000259'));
    expect((await shop.stripe.disputes.close(conceded.id)).status).toBe('lost');
    expect((await refusalOf(shop.stripe.disputes.close(conceded.id))).statusCode).toBe(400);
    const silent = await disputeOf(await buy('4000000000000259'));
    await shop.control('advance', { seconds: 10 * 86_400 });
    expect(await shop.stripe.disputes.retrieve(silent.id, { expand: ['charge'] })).toMatchObject({ status: 'lost', evidence_details: { past_due: true }, charge: { object: 'charge' } });
  });

  it('costs a fee in its own currency, also where there are no cents', async () => {
    const session = await shop.createSession({ line_items: [{ quantity: 1, price_data: { currency: 'jpy', unit_amount: 900, product_data: { name: 'x' } } }] });
    await shop.pay(session);
    const dispute = (await shop.control('disputes', { session: session.id })) as Stripe.Dispute;
    expect(dispute.balance_transactions[0]).toMatchObject({ amount: -900, fee: 15, currency: 'jpy' });
  });
});
