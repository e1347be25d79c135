import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { postPayment } from '@/server/modules/ledger/post-payment';
import { postRefund } from '@/server/modules/ledger/post-refund';
import { createStripeAccount } from '@/server/modules/payments/create-stripe-account';
import { createStripeTransfer } from '@/server/modules/payments/create-stripe-transfer';
import { clock, setClock } from '@/server/platform/clock';
import type { ServiceTx } from '@/server/platform/db';
import { newId } from '@/shared/ids';
import { DAY_MS } from '@/shared/time';
import { assertBooks } from '@/testing/oracle';
import { startShop, type Shop } from '@/testing/shop';
import { getPayoutOverview } from './get-payout-overview';
import { listDues } from './list-dues';
import { noteBankPayout } from './note-bank-payout';
import { listPendingTransfers } from './payouts.queries';
import { reconcileTransfers } from './reconcile-transfers';
import { requestTransferReversals } from './request-transfer-reversals';
import { runPayouts } from './run-payouts';
import { settlePayout } from './settle-payout';
import { sweepPayouts } from './sweep-payouts';

let shop: Shop;
let account: string;
/** Another for each test, so that no debt of one is another's. */
let seller: string;

beforeAll(async () => {
  shop = await startShop();
});
beforeEach(async () => {
  // What Stripe says of accounts is written by hand here.
  await shop.control('faults', { eventTypes: ['account.updated', 'capability.updated'], dropEvents: true });
  seller = newId('seller');
  const organization = newId('organization');
  account = await createStripeAccount(shop.platform.stripe, { sellerId: seller, country: 'DE' });
  await shop.control(`accounts/${account}`, { onboard: 'complete' });
  await shop.sql(`insert into organizations (id, slug, name) values ($1, replace($1, '_', '-'), 'Maker')`, [organization]);
  await shop.sql(`insert into organization_members (organization_id, user_id, role) values ($1, $2, 'owner')`, [organization, shop.world.sellerOne]);
  await shop.sql(
    `insert into sellers (id, organization_id, slug, name, lifecycle, stripe_account_id, payouts_enabled, details_submitted) values ($1, $2, replace($1, '_', '-'), 'Maker', 'active', $3, true, true)`,
    [seller, organization, account],
  );
});
afterEach(async () => {
  await shop.control(`accounts/${account}`, { transfers: 'active' });
  await payOut();
  await assertBooks(shop.platform.db);
  setClock();
});
afterAll(() => shop.stop());

const inTx = <T>(work: (tx: ServiceTx) => Promise<T>) => shop.platform.db.asService('arranging', work);

/** Pays an amount at Stripe and returns the charge. */
async function charge(amountMinor: number): Promise<string> {
  const session = await shop.platform.stripe.checkout.sessions.create({
    mode: 'payment', success_url: 'http://localhost/ok', line_items: [{ quantity: 1, price_data: { currency: 'usd', unit_amount: amountMinor, product_data: { name: 'A kit' } } }],
  });
  await shop.pay(session.url ?? '');
  const paid = await shop.platform.stripe.checkout.sessions.retrieve(session.id, { expand: ['payment_intent'] });
  const intent = paid.payment_intent;
  if (intent === null || typeof intent === 'string' || typeof intent.latest_charge !== 'string') throw new Error('not paid');
  return intent.latest_charge;
}

interface Sale {
  orderId: string;
  itemId: string;
  item: { orderItemId: string; sellerId: string; totalMinor: number; feeMinor: number; taxMinor: number; subsidyMinor: number; creditMinor: number };
}

/** A sale of seller one's, fulfilled and posted, so many days ago. */
async function sell({ totalMinor = 10_000, subsidyMinor = 0, daysAgo = 8, fulfilment = 'none' } = {}): Promise<Sale> {
  const [orderId, itemId, paymentId] = [newId('order'), newId('orderItem'), newId('payment')];
  const { id, variantId, priceId } = shop.world.products.published;
  const at = new Date(clock.now().getTime() - daysAgo * DAY_MS);
  const chargeId = totalMinor === 0 ? null : await charge(totalMinor);
  const feeMinor = Math.floor((totalMinor + subsidyMinor) * 0.08);
  await shop.sql(`insert into orders (id, buyer_user_id, status, currency, subtotal_minor, discount_minor, total_minor, expires_at, paid_at, created_at) values ($1, $2, 'paid', 'usd', $3::bigint + $4::bigint, $4, $3, now(), $5, $5)`, [orderId, shop.world.buyerA, totalMinor, subsidyMinor, at]);
  await shop.sql(
    `insert into order_items (id, order_id, seller_id, product_id, variant_id, price_id, title, kind, quantity, unit_price_minor, discount_minor, subsidy_minor, total_minor, fee_bps, fee_minor) values ($1, $2, $3, $4, $5, $6, 'Kit', 'membership', 1, $7::bigint + $8::bigint, $8, $8, $7, 800, $9)`,
    [itemId, orderId, seller, id, variantId, priceId, totalMinor, subsidyMinor, feeMinor],
  );
  await shop.sql(`insert into seller_orders (id, order_id, seller_id, number, currency, total_minor, fee_minor, fulfilment, paid_at) select $1, id, $3, number, 'usd', $4, $5, $6, paid_at from orders where id = $2`, [newId('sellerOrder'), orderId, seller, totalMinor, feeMinor, fulfilment]);
  await shop.sql(`insert into payments (id, order_id, stripe_charge_id, amount_minor, currency, paid_at) values ($1, $2, $3, $4, 'usd', $5)`, [paymentId, orderId, chargeId, totalMinor, at]);
  const item = { orderItemId: itemId, sellerId: seller, totalMinor, feeMinor, taxMinor: 0, subsidyMinor, creditMinor: 0 };
  await inTx((tx) => postPayment(tx, { paymentId, orderId, items: [item], currency: 'usd', at }));
  return { orderId, itemId, item };
}

/** What reverseOrder does with money, in one transaction. */
async function refund({ orderId, itemId, item }: Sale, refundMinor: number): Promise<string> {
  const refundId = newId('refund');
  const now = clock.now();
  await inTx(async (tx) => {
    await tx.$queryRaw`select 1 from orders where id = ${orderId} for update`;
    await tx.$executeRaw`insert into refunds (id, order_id, amount_minor, currency, status, settled_at) values (${refundId}, ${orderId}, ${refundMinor}, 'usd', 'succeeded', ${now})`;
    await tx.$executeRaw`insert into refund_items (refund_id, order_item_id, amount_minor) values (${refundId}, ${itemId}, ${refundMinor})`;
    await postRefund(tx, { refundId, orderId, items: [{ ...item, refundedBeforeMinor: 0, refundMinor }], currency: 'usd', at: now });
    await tx.$executeRaw`update order_items set refunded_minor = refunded_minor + ${refundMinor} where id = ${itemId}`;
    await tx.$executeRaw`update orders set refunded_minor = refunded_minor + ${refundMinor}, status = case when total_minor = refunded_minor + ${refundMinor} then 'refunded' else 'partially_refunded' end where id = ${orderId}`;
    await requestTransferReversals(tx, { orderId, source: { type: 'refund', id: refundId }, now });
  });
  return refundId;
}

/** Runs payouts and every job there is; the double's money is available at once. */
async function payOut(): Promise<void> {
  await runPayouts(shop.platform);
  await shop.work();
  await shop.control('settle', { funds: 'all' }).catch(() => undefined);
}
const dues = () => listDues(shop.platform, { viewer: shop.viewer('sellerOne'), sellerSlug: seller.replace('_', '-') });
const balance = async () => (await shop.sql<{ sum: string }>(`select coalesce(-sum(e.amount_minor), 0) as sum from ledger_entries e join ledger_accounts a on a.id = e.account_id and a.name = 'seller_payable' and a.currency = 'usd' where a.seller_id = $1`, [seller])).map(({ sum }) => Number(sum))[0] ?? 0;
const transfersOf = (orderId: string) => shop.sql<{ id: string; amount: number; status: string; failure: string; reversed: number; stripe: string | null }>('select id, amount_minor::int as amount, status, failure, reversed_minor::int as reversed, stripe_transfer_id as stripe from transfers where order_id = $1 order by created_at, id', [orderId]);
const atStripe = (orderId: string) => shop.sql<{ amount: number; source: string | null }>(`select (doc->>'amount')::int as amount, doc->>'source_transaction' as source from stripe_double.objects where kind = 'transfer' and doc->'metadata'->>'order_id' = $1`, [orderId]);

describe('a payout', () => {
  it('sends each order after its hold, out of its own charge, and once', async () => {
    const [ripe, young] = [await sell(), await sell({ daysAgo: 6 })];
    expect((await dues()).dues.map(({ state, hold }) => [state, hold])).toEqual([['payable', null], ['held', 'waiting']]);
    await payOut();
    await payOut();
    expect(await transfersOf(ripe.orderId)).toMatchObject([{ amount: 9_200, status: 'paid', stripe: expect.stringMatching(/^tr_/) }]);
    expect(await atStripe(ripe.orderId)).toEqual([{ amount: 9_200, source: expect.stringMatching(/^ch_/) }]);
    expect(await transfersOf(young.orderId)).toEqual([]);
    expect(await balance()).toBe(9_200);
    const later = new Date(Date.now() + 2 * DAY_MS);
    setClock({ now: () => later });
    await payOut();
    expect(await balance()).toBe(0);
  });

  it('M34, F17: eight runs at once make one', async () => {
    const sales = await Promise.all([sell(), sell(), sell()]);
    await Promise.all(Array.from({ length: 8 }, () => runPayouts(shop.platform)));
    await shop.work();
    for (const { orderId } of sales) expect(await atStripe(orderId)).toHaveLength(1);
    expect(await balance()).toBe(0);
  });

  it('refunds and payouts at once: nothing stays out that was given back', async () => {
    const sales = await Promise.all([sell(), sell(), sell(), sell()]);
    await Promise.all([...sales.map((sale) => refund(sale, 10_000)), runPayouts(shop.platform), runPayouts(shop.platform)]);
    await shop.control('settle', { funds: 'all' });
    await shop.work();
    await shop.control('settle', { funds: 'all' });
    await shop.work();
    const [left] = await shop.sql<{ out: number }>(`select coalesce(sum(amount_minor - reversed_minor), 0)::int as out from transfers where status = 'paid' and order_id = any ($1)`, [sales.map(({ orderId }) => orderId)]);
    const [owed] = await shop.sql<{ refused: number }>(`select coalesce(sum(r.amount_minor), 0)::int as refused from transfer_reversals r join transfers t on t.id = r.transfer_id where r.status = 'refused' and t.order_id = any ($1)`, [sales.map(({ orderId }) => orderId)]);
    expect(left?.out).toBe(owed?.refused);
  });

  it('M36: what cannot be sent is held, and goes out when it can', async () => {
    const { orderId } = await sell();
    await shop.sql('update sellers set payouts_enabled = false where id = $1', [seller]);
    await payOut();
    expect(await transfersOf(orderId)).toEqual([]);
    expect((await dues()).dues).toMatchObject([{ orderId, state: 'held', hold: 'payouts_off' }]);
    await shop.sql('update sellers set payouts_enabled = true where id = $1', [seller]);
    await payOut();
    expect(await transfersOf(orderId)).toMatchObject([{ status: 'paid' }]);
  });

  it('M36: refused by Stripe, it fails with the reason, and its money is due again', async () => {
    const { orderId } = await sell();
    await shop.control(`accounts/${account}`, { transfers: 'inactive' });
    await payOut();
    expect(await transfersOf(orderId)).toMatchObject([{ status: 'failed', failure: expect.stringContaining('onboarding') }]);
    expect(await shop.sql('select status, failure from payouts where seller_id = $1', [seller])).toEqual([{ status: 'failed', failure: expect.stringContaining('onboarding') }]);
    expect(await balance()).toBe(9_200);
    await shop.control(`accounts/${account}`, { transfers: 'active' });
    await payOut();
    expect(await transfersOf(orderId)).toMatchObject([{ status: 'failed' }, { status: 'paid' }]);
  });

  it('what a promotion added comes out of the platform’s own balance', async () => {
    await shop.control('settle', { funds: 'all' }).catch(() => undefined);
    const { orderId } = await sell({ totalMinor: 1_000, subsidyMinor: 500 });
    await charge(20_000);
    await shop.control('settle', { funds: 'all' });
    await payOut();
    expect(await atStripe(orderId)).toEqual([{ amount: 1_380, source: null }]);
  });

  it('unshipped goods and disputed orders wait', async () => {
    const [goods, disputed] = [await sell({ fulfilment: 'unshipped' }), await sell()];
    await shop.sql(`insert into disputes (id, order_id, stripe_dispute_id, amount_minor, currency, status, opened_at) values ($1, $2, $3, 0, 'usd', 'inquiry', now())`, [newId('dispute'), disputed.orderId, `du_${disputed.orderId}`]);
    await payOut();
    expect((await dues()).dues.map(({ orderId, hold }) => [orderId, hold])).toEqual(expect.arrayContaining([[goods.orderId, 'unshipped'], [disputed.orderId, 'disputed']]));
    await shop.sql(`update disputes set closed_at = now(), status = 'closed' where order_id = $1`, [disputed.orderId]);
    await shop.sql(`update seller_orders set fulfilment = 'shipped', shipped_at = now() - interval '8 days' where order_id = $1`, [goods.orderId]);
    await payOut();
    expect([...(await transfersOf(goods.orderId)), ...(await transfersOf(disputed.orderId))].map(({ status }) => status)).toEqual(['paid', 'paid']);
  });
});

describe('what was sent and given back', () => {
  it('is fetched back from the seller’s account, in its part', async () => {
    const sale = await sell();
    await payOut();
    await refund(sale, 5_000);
    await shop.work();
    expect(await transfersOf(sale.orderId)).toMatchObject([{ amount: 9_200, reversed: 4_600 }]);
    expect(await balance()).toBe(0);
  });

  it('M13: refused for lack of money, it is a debt that the next payout is reduced by', async () => {
    const sale = await sell();
    await runPayouts(shop.platform);
    await shop.work();
    // Nothing of it is available at the seller's account yet, so Stripe cannot take it back.
    await refund(sale, 10_000);
    await shop.work();
    expect(await shop.sql(`select r.status, r.failure from transfer_reversals r join transfers t on t.id = r.transfer_id where t.order_id = $1`, [sale.orderId])).toEqual([{ status: 'refused', failure: expect.stringContaining('balance') }]);
    expect(await balance()).toBe(-9_200);
    expect((await dues()).balances).toMatchObject([{ balanceMinor: -9_200, owedMinor: -9_200, next: null }]);
    const next = await sell({ totalMinor: 20_000 });
    expect((await dues()).balances).toMatchObject([{ balanceMinor: 9_200, payableMinor: 18_400, next: { amountMinor: 9_200 } }]);
    await payOut();
    expect(await atStripe(next.orderId)).toMatchObject([{ amount: 9_200 }]);
    expect(await balance()).toBe(0);
  });

  it('is asked back once per refund, though the job runs many times', async () => {
    const sale = await sell();
    await payOut();
    const refundId = await refund(sale, 10_000);
    await inTx((tx) => requestTransferReversals(tx, { orderId: sale.orderId, source: { type: 'refund', id: refundId }, now: clock.now() }));
    await Promise.all([shop.work(), shop.work()]);
    expect(await shop.sql('select status from transfer_reversals where source_id = $1', [refundId])).toEqual([{ status: 'succeeded' }]);
    expect(await balance()).toBe(0);
  });
});

describe('from the account at Stripe to the bank', () => {
  it('M35: each turn is noted once, in whatever order it is told, and moves nothing of ours', async () => {
    await sell();
    await payOut();
    const sent = await shop.platform.stripe.payouts.create({ amount: 1_000, currency: 'usd' }, { stripeAccount: account });
    const tell = () => noteBankPayout(shop.platform, { stripeAccountId: account, stripePayoutId: sent.id });
    await shop.control(`payouts/${sent.id}`, { status: 'failed' });
    expect(await Promise.all([tell(), tell(), tell()])).toEqual([true, true, true]);
    const { bankPayouts } = await getPayoutOverview(shop.platform.db, { viewer: shop.viewer('sellerOne'), sellerSlug: seller.replace('_', '-') });
    expect(bankPayouts).toMatchObject([{ amountMinor: 1_000, status: 'failed', failure: expect.stringMatching(/./) }]);
    expect(await balance()).toBe(0);
    expect(await noteBankPayout(shop.platform, { stripeAccountId: account, stripePayoutId: 'po_nobody' })).toBe(false);
  });
});

describe('when the answer is lost', () => {
  /** A payout of which Stripe sent everything, and whose process died before it was written down. */
  async function dieAfterSending(): Promise<{ orderId: string; payoutId: string }> {
    const { orderId } = await sell();
    await runPayouts(shop.platform);
    const [{ id: payoutId }] = (await shop.sql<{ id: string }>(`select id from payouts where status = 'pending'`)) as [{ id: string }];
    for (const transfer of await inTx((tx) => listPendingTransfers(tx, { payoutId }))) await createStripeTransfer(shop.platform.stripe, { ...transfer, stripeAccountId: account });
    expect(await transfersOf(orderId)).toMatchObject([{ status: 'pending', stripe: null }]);
    return { orderId, payoutId };
  }

  it('k14: money that left and was not written down is written down, and does not leave twice', async () => {
    const { orderId, payoutId } = await dieAfterSending();
    await Promise.all([settlePayout(shop.platform, { payoutId }), settlePayout(shop.platform, { payoutId })]);
    expect(await transfersOf(orderId)).toMatchObject([{ status: 'paid' }]);
    expect(await atStripe(orderId)).toHaveLength(1);
  });

  it('k14: also so late that Stripe has forgotten the key', async () => {
    const { orderId } = await dieAfterSending();
    await shop.sql(`delete from stripe_double.idempotency_keys`);
    const later = new Date(Date.now() + DAY_MS);
    setClock({ now: () => later });
    await shop.sql('delete from graphile_worker._private_jobs');
    await sweepPayouts(shop.platform.db);
    await shop.work();
    expect(await transfersOf(orderId)).toMatchObject([{ status: 'paid' }]);
    expect(await atStripe(orderId)).toHaveLength(1);
  });

  it('the reconciler finds it as well, and tells what is not ours', async () => {
    const { orderId, payoutId } = await dieAfterSending();
    const stranger = await shop.platform.stripe.transfers.create({ amount: 100, currency: 'usd', destination: account, source_transaction: await charge(500) });
    const found = await reconcileTransfers(shop.platform);
    expect(found).toMatchObject({ repaired: 1, alarms: [{ stripeTransferId: stranger.id, transferId: null, problem: 'unknown' }] });
    expect(await transfersOf(orderId)).toMatchObject([{ status: 'paid' }]);
    expect(await shop.sql('select status from payouts where id = $1', [payoutId])).toEqual([{ status: 'paid' }]);
    expect(await reconcileTransfers(shop.platform)).toMatchObject({ repaired: 0 });
  });
});
