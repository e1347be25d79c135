import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { contractAvailable, loadContract } from '@/sandbox/stripe/testing/contract';
import { checkoutCart } from '@/server/modules/orders/checkout-cart';
import { refundOrder } from '@/server/modules/orders/refund-order';
import { assertBooks } from '@/testing/oracle';
import { startShop, type Shop } from '@/testing/shop';
import { createGoods, fillCart } from '@/testing/world';
import { acceptDispute } from './accept-dispute';
import { collectEvidence } from './collect-evidence';
import { getDispute } from './get-dispute';
import { listDisputes } from './list-disputes';
import { submitEvidence } from './submit-evidence';

let shop: Shop;
let owner: pg.Client;
let orderId: string;
let count = 0;

beforeAll(async () => {
  shop = await startShop();
  owner = new pg.Client({ connectionString: shop.database.ownerUrl });
  await owner.connect();
});
afterEach(async () => {
  await shop.work();
  await assertBooks(shop.platform.db);
});
afterAll(async () => {
  await owner.end();
  await shop.stop();
});

const admin = () => shop.viewer('admin');

/** Buyer A buys shoes with a card whose bank disputes the payment at once. */
async function buyWith(number: string): Promise<void> {
  const goods = await createGoods(owner, shop.world.sellers.one, { slug: `disputed-${(count += 1)}`, priceMinor: 10_000, stock: { '42': 5 } });
  await fillCart(owner, shop.world.buyerA, { items: [{ variantId: goods.variants['42']!.variantId, quantity: 1 }] });
  const placed = await checkoutCart(shop.platform, { viewer: shop.viewer('buyerA'), input: { expectedTotalMinor: 10_900, expectedCurrency: 'usd' } });
  await shop.pay(placed.redirectUrl, { number });
  await shop.work();
  orderId = placed.orderId;
}

const found = async () => (await shop.sql<{ id: string; status: string; evidence: Record<string, string> | null; submittedAt: Date | null }>('select id, status, evidence, submitted_at as "submittedAt" from disputes where order_id = $1', [orderId]))[0]!;
const audited = async (disputeId: string) => (await shop.sql<{ action: string }>('select action from audit_log where target_id = $1 order by at, id', [disputeId])).map(({ action }) => action);
const answer = (disputeId: string, more: { submit?: boolean; text?: string } = {}) => submitEvidence(shop.platform, { viewer: admin(), input: { disputeId, submit: true, ...more } });

describe('a disputed payment', () => {
  beforeEach(() => buyWith('4000000000000259'));

  it('is answered with what is known, first kept, then handed over, and won', async () => {
    const { id } = await found();
    const file = await getDispute(shop.platform.db, { viewer: admin(), disputeId: id });
    expect(file).toMatchObject({ status: 'needs_response', reason: 'fraudulent', amountMinor: 10_900, sent: null, isOverdue: false });
    expect(file.shares).toEqual([expect.objectContaining({ sellerName: 'northbeam', amountMinor: 10_900 })]);
    expect(file.collected.product_description).toContain('$109.00');
    expect(file.collected.uncategorized_text).toContain('Messages sent to the buyer');
    await answer(id, { submit: false });
    expect(await found()).toMatchObject({ status: 'needs_response', submittedAt: null, evidence: { customer_email_address: 'buyera@example.test' } });
    await answer(id, { text: 'winning_evidence' });
    await shop.work();
    const won = await found();
    expect(won).toMatchObject({ status: 'won', evidence: { uncategorized_text: 'winning_evidence' } });
    expect(won.submittedAt).not.toBeNull();
    expect(await audited(id)).toEqual(['dispute.evidence', 'dispute.evidence']);
    await expect(answer(id)).rejects.toMatchObject({ code: 'CONFLICT' });
  });

  it('takes the same evidence twice as two sendings, and another in between', async () => {
    const { id } = await found();
    for (const text of ['first', 'second', 'first']) await answer(id, { submit: false, text });
    const sent = (await shop.requests('/v1/disputes/')).filter(({ method }) => method === 'POST').slice(-3);
    expect(new Set(sent.map(({ headers }) => headers['idempotency-key'])).size).toBe(3);
    expect((await found()).evidence?.uncategorized_text).toBe('first');
  });

  it('is lost by bad evidence, and given up on demand, once', async () => {
    const first = await found();
    await answer(first.id, { text: 'losing_evidence' });
    expect(await found()).toMatchObject({ status: 'lost' });
    await buyWith('4000000000000259');
    const { id } = await found();
    await acceptDispute(shop.platform, { viewer: admin(), disputeId: id });
    expect(await found()).toMatchObject({ status: 'lost' });
    expect(await audited(id)).toEqual(['dispute.accept']);
    await expect(acceptDispute(shop.platform, { viewer: admin(), disputeId: id })).rejects.toMatchObject({ code: 'CONFLICT' });
  });

  it('is for admins alone', async () => {
    const { id } = await found();
    for (const viewer of [shop.viewer('sellerOne'), shop.viewer('buyerA')]) {
      await expect(getDispute(shop.platform.db, { viewer, disputeId: id })).rejects.toMatchObject({ code: 'FORBIDDEN' });
      await expect(collectEvidence(shop.platform.db, { viewer, orderId })).rejects.toMatchObject({ code: 'FORBIDDEN' });
      await expect(listDisputes(shop.platform.db, { viewer, input: { show: 'open', limit: 10 } })).rejects.toMatchObject({ code: 'FORBIDDEN' });
      await expect(submitEvidence(shop.platform, { viewer, input: { disputeId: id, submit: true } })).rejects.toMatchObject({ code: 'FORBIDDEN' });
      await expect(acceptDispute(shop.platform, { viewer, disputeId: id })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    }
    await expect(getDispute(shop.platform.db, { viewer: admin(), disputeId: `dsp_${'0'.repeat(26)}` })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('stores nothing that Stripe did not take, and can be answered afterwards', async () => {
    const { id } = await found();
    await shop.control('faults', { route: 'POST /v1/disputes*', failSaved: 1 });
    await expect(answer(id, { submit: false })).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    expect((await found()).evidence).toBeNull();
    await answer(id, { submit: false });
    expect((await found()).evidence).not.toBeNull();
  });
});

it('an inquiry took no money, is answered, and cannot be given up', async () => {
  await buyWith('4000000000001976');
  const { id, status } = await found();
  expect(status).toBe('inquiry');
  await expect(acceptDispute(shop.platform, { viewer: admin(), disputeId: id })).rejects.toMatchObject({ code: 'CONFLICT' });
  await answer(id, { text: 'winning_evidence' });
  expect(await found()).toMatchObject({ status: 'closed' });
});

it('open ones are listed by the day they are due, ended ones by their end', async () => {
  await shop.sql(`update disputes set closed_at = now(), status = 'lost' where closed_at is null`);
  await buyWith('4000000000000259');
  const later = await found();
  await buyWith('4000000000002685');
  const sooner = await found();
  await shop.sql(`update disputes set evidence_due_at = evidence_due_at - interval '3 days' where id = $1`, [sooner.id]);
  const page = await listDisputes(shop.platform.db, { viewer: admin(), input: { show: 'open', limit: 1 } });
  expect(page.items.map(({ id }) => id)).toEqual([sooner.id]);
  const next = await listDisputes(shop.platform.db, { viewer: admin(), input: { show: 'open', limit: 1, cursor: page.nextCursor ?? '' } });
  expect(next).toMatchObject({ items: [{ id: later.id }], nextCursor: null });
  expect((await listDisputes(shop.platform.db, { viewer: admin(), input: { show: 'ended', limit: 100 } })).items.map(({ id }) => id)).not.toContain(later.id);
});

it('what a bank holds cannot be refunded as well', async () => {
  await buyWith('4000000000000259');
  await expect(refundOrder(shop.platform, { viewer: admin(), input: { orderId, reason: 'asked for' } })).rejects.toMatchObject({ code: 'CONFLICT' });
});

describe.skipIf(!contractAvailable)('what we send to Stripe', () => {
  it('is what its document allows', async () => {
    const contract = await loadContract();
    const sent = (await shop.requests('/v1/disputes/')).filter(({ method }) => method === 'POST');
    for (const { method, path, query, body } of sent) expect({ path, errs: contract.check({ method, path, query, body }).errs }).toEqual({ path, errs: [] });
  });
});
