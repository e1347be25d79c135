import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { setClock } from '@/server/platform/clock';
import { DAY_MS, HOUR_MS } from '@/shared/time';
import { assertBooks } from '@/testing/oracle';
import { createRecurring, type RecurringProduct } from '@/testing/recurring';
import { startShop, type Shop } from '@/testing/shop';
import { collectMissedEvents } from '../webhooks/collect-missed-events';
import { askSubscription } from './ask-subscription';
import { startCheckout } from './start-checkout';
import { sweepSubscriptions } from './sweep-subscriptions';

type Name = Parameters<Shop['viewer']>[0];

let shop: Shop;
let owner: pg.Client;
let club: RecurringProduct;
let count = 0;
/** How far Stripe's clock is ahead of ours. */
let aheadMs = 0;

beforeAll(async () => {
  shop = await startShop();
  owner = new pg.Client({ connectionString: shop.database.ownerUrl });
  await owner.connect();
});
beforeEach(async () => {
  count += 1;
  club = await createRecurring(owner, shop.world.sellers.one, { slug: `club-${count}`, plans: { Pro: { priceMinor: 1_900, tier: 'pro' }, Tried: { priceMinor: 2_900, tier: 'pro', trialDays: 14 } } });
});
afterEach(async () => {
  await fetch(`${shop.stripeUrl}/_double/faults`, { method: 'DELETE' });
  for (const { id, stripeId } of await shop.sql<{ id: string; stripeId: string }>('select id, stripe_subscription_id as "stripeId" from subscriptions where ended_at is null')) {
    await shop.platform.stripe.subscriptions.cancel(stripeId);
    await timed(() => askSubscription(shop.platform, { subscriptionId: id }));
  }
  await timed(() => shop.work());
  await assertBooks(shop.platform.db);
});
afterAll(async () => {
  await owner.end();
  await shop.stop();
});

/** Does something by Stripe's clock. */
async function timed<Result>(work: () => Promise<Result>): Promise<Result> {
  setClock({ now: () => new Date(Date.now() + aheadMs) });
  try {
    return await work();
  } finally {
    setClock();
  }
}

async function pass(days: number): Promise<void> {
  await shop.control('advance', { seconds: days * 86_400 });
  aheadMs += days * DAY_MS;
}

async function join(name: Name, planName: 'Pro' | 'Tried' = 'Pro'): Promise<{ id: string; stripeId: string }> {
  const { variantId, priceMinor } = club.plans[planName]!;
  const { redirectUrl } = await timed(() => startCheckout(shop.platform, { viewer: shop.viewer(name), input: { variantId, quantity: 1, expectedPriceMinor: planName === 'Tried' ? 0 : priceMinor, expectedCurrency: 'usd' } }));
  await shop.pay(redirectUrl);
  // What arrives while our clock stands ahead is refused as too old.
  await timed(() => collectMissedEvents(shop.platform));
  await timed(() => shop.work());
  const [row] = await shop.sql<{ id: string; stripeId: string }>('select id, stripe_subscription_id as "stripeId" from subscriptions where product_id = $1 and buyer_user_id = $2', [club.id, shop.viewer(name).userId]);
  return row!;
}

const sweep = () => timed(() => sweepSubscriptions(shop.platform));
const asked = async ({ stripeId }: { stripeId: string }) => (await shop.requests(`/v1/subscriptions/${stripeId}`)).length;
const stateOf = async ({ id }: { id: string }) =>
  (await shop.sql<{ status: string; runs: boolean; ended: string | null; live: number; paid: string[] }>(
    `select s.status, s.current_period_end > $2 as runs, s.ended_reason as ended, (select count(*)::int from entitlements e where e.subscription_id = s.id and e.revoked_at is null) as live,
       (select array_agg(o.total_minor::int order by o.created_at) from orders o join order_items i on i.order_id = o.id where i.product_id = s.product_id and o.buyer_user_id = s.buyer_user_id and o.status = 'paid') as paid
     from subscriptions s where s.id = $1`, [id, new Date(Date.now() + aheadMs)]))[0];

it('repairs a subscription whose webhooks never came: its period and the order of its payment, once', async () => {
  const held = await join('buyerA');
  await shop.control('faults', { dropEvents: true });
  await pass(32);
  await timed(() => shop.work());
  expect(await stateOf(held)).toMatchObject({ status: 'active', runs: false, paid: [1_900] });
  await sweep();
  expect(await stateOf(held)).toMatchObject({ status: 'active', runs: true, live: 1, paid: [1_900, 1_900] });
  const before = await asked(held);
  await sweep();
  expect(await stateOf(held)).toMatchObject({ paid: [1_900, 1_900] });
  expect(await asked(held), 'nothing is to be heard of it any more').toBe(before);
});

it('hears of a payment that failed, of a trial that is over, and of an end', async () => {
  const [late, tried, gone] = [await join('buyerA'), await join('buyerB', 'Tried'), await join('orgMember')];
  await shop.control('faults', { dropEvents: true });
  const { customer } = await shop.platform.stripe.subscriptions.retrieve(late.stripeId);
  await shop.control(`customers/${customer as string}`, { card: 'declined' });
  await shop.platform.stripe.subscriptions.cancel(gone.stripeId);
  await pass(32);
  await sweep();
  expect(await stateOf(late)).toMatchObject({ status: 'past_due', live: 1, paid: [1_900] });
  expect(await stateOf(tried)).toMatchObject({ status: 'active', runs: true, live: 1, paid: [0, 2_900] });
  expect(await stateOf(gone)).toMatchObject({ status: 'canceled', ended: 'canceled', live: 0 });
});

it('ends at Stripe what has ended here: open invoices are taken back, and what was paid meanwhile goes back', async () => {
  const [paid, owing] = [await join('buyerA'), await join('buyerB')];
  await shop.control('faults', { dropEvents: true });
  const { stripe } = shop.platform;
  for (const { stripeId } of [paid, owing]) await shop.control(`customers/${(await stripe.subscriptions.retrieve(stripeId)).customer as string}`, { card: 'declined' });
  await pass(32);
  // Ended here while Stripe did not answer, and the job was given up.
  await shop.sql(`update subscriptions set ended_at = $1, ended_reason = 'canceled', status = 'canceled' where ended_at is null`, [new Date(Date.now() + aheadMs - 3 * HOUR_MS)]);
  await shop.sql(`update entitlements set revoked_at = now(), revoked_reason = 'canceled' where subscription_id is not null and revoked_at is null`);
  const openOf = async ({ stripeId }: { stripeId: string }) => (await stripe.invoices.list({ subscription: stripeId, status: 'open' })).data.map(({ id }) => id);
  const [[late], [due]] = [await openOf(paid), await openOf(owing)];
  await shop.control(`customers/${(await stripe.subscriptions.retrieve(paid.stripeId)).customer as string}`, { card: 'succeeds' });
  await stripe.invoices.pay(late!);
  await sweep();
  await timed(() => shop.work());
  await sweep();
  expect([(await stripe.subscriptions.retrieve(paid.stripeId)).status, (await stripe.subscriptions.retrieve(owing.stripeId)).status]).toEqual(['canceled', 'canceled']);
  expect((await stripe.invoices.retrieve(due!)).status).toBe('void');
  expect(await shop.sql('select id from subscriptions where stripe_ended_at is null and ended_at is not null')).toEqual([]);
  expect(await shop.sql('select status from orders where stripe_invoice_id = $1', [late])).toEqual([{ status: 'refunded' }]);
});

it('goes on past one that Stripe does not know, and stops while Stripe is down', async () => {
  const [lost, held] = [await join('buyerA'), await join('buyerB')].sort((a, b) => a.id.localeCompare(b.id)) as [Awaited<ReturnType<typeof join>>, Awaited<ReturnType<typeof join>>];
  await shop.control('faults', { dropEvents: true });
  await pass(32);
  await shop.sql(`update subscriptions set stripe_subscription_id = 'sub_nobody' where id = $1`, [lost.id]);
  await shop.control('faults', { route: 'GET *', fail: 50 });
  await expect(sweep()).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  await fetch(`${shop.stripeUrl}/_double/faults`, { method: 'DELETE' });
  expect(await stateOf(held)).toMatchObject({ runs: false });
  await sweep();
  expect([(await stateOf(lost))!.runs, (await stateOf(held))!.runs]).toEqual([false, true]);
  await shop.sql('update subscriptions set stripe_subscription_id = $2 where id = $1', [lost.id, lost.stripeId]);
});
