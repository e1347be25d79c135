import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { listKeys } from '@/server/modules/entitlements/list-keys';
import { askSubscription } from '@/server/modules/orders/ask-subscription';
import { refundOrder } from '@/server/modules/orders/refund-order';
import { startCheckout } from '@/server/modules/orders/start-checkout';
import { setClock } from '@/server/platform/clock';
import { DAY_MS } from '@/shared/time';
import { assertBooks } from '@/testing/oracle';
import { createRecurring, type RecurringProduct } from '@/testing/recurring';
import { startShop, type Shop } from '@/testing/shop';
import { createProduct, type Product } from '@/testing/world';
import { getBooks } from '../books/get-books';
import { reconcileStripe } from '../reconciliation/reconcile-stripe';
import { collectMissedEvents } from '../webhooks/collect-missed-events';
import { cancelRenewal } from './cancel-renewal';
import { changePlan } from './change-plan';
import { findCard } from './find-card';
import { findDue } from './find-due';
import { findMembershipOffer } from './find-membership-offer';
import { findOwnMembership } from './find-own-membership';
import { keepPlan } from './keep-plan';
import { listSubscriptions } from './list-subscriptions';
import { openPortal } from './open-portal';
import { payOpenInvoices } from './pay-open-invoices';
import { previewChange } from './preview-change';
import { resumeRenewal } from './resume-renewal';
import { unlockIncluded } from './unlock-included';

type Name = Parameters<Shop['viewer']>[0];

let shop: Shop;
let owner: pg.Client;
let house: string;
let club: RecurringProduct;
let kit: Product;
let count = 0;
/** How far Stripe's clock is ahead of ours. */
let aheadMs = 0;

beforeAll(async () => {
  shop = await startShop();
  owner = new pg.Client({ connectionString: shop.database.ownerUrl });
  await owner.connect();
  house = shop.world.sellers.one;
  await owner.query(`update sellers set slug = 'latchkey' where id = $1`, [house]);
});
beforeEach(async () => {
  const unique = (count += 1);
  club = await createRecurring(owner, house, {
    slug: `membership-${unique}`,
    plans: { Pro: { priceMinor: 1_900, tier: 'pro' }, 'Pro+': { priceMinor: 5_900, tier: 'pro+' }, Yearly: { priceMinor: 19_000, interval: 'year', tier: 'pro' } },
  });
  kit = await createProduct(owner, shop.world.sellers.two, { slug: `included-${unique}`, status: 'published', priceMinor: 4_900 });
  await owner.query(`update products set included_from_tier = 'pro+' where id = $1`, [kit.id]);
});
afterEach(async () => {
  await catchUp();
  // Of one holder only one membership runs in a test.
  for (const { id, stripeId } of await shop.sql<{ id: string; stripeId: string }>('select id, stripe_subscription_id as "stripeId" from subscriptions where ended_at is null')) {
    await shop.platform.stripe.subscriptions.cancel(stripeId);
    await timed(() => askSubscription(shop.platform, { subscriptionId: id }));
  }
  await assertBooks(shop.platform.db);
});
afterAll(async () => {
  await owner.end();
  await shop.stop();
});

const plan = (name: string) => club.plans[name]!;

/** Does something by Stripe's clock; what Stripe has to tell arrives signed by the real one. */
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

/** Works off all that Stripe tells: also what arrived, signed by the real clock, while ours stood ahead, and was refused for it. */
const catchUp = () => timed(async () => {
  await collectMissedEvents(shop.platform);
  await shop.work();
});

/** What it comes to once all that Stripe tells is worked off. */
const settled = <State>(read: () => Promise<State>) => expect.poll(async () => {
  await catchUp();
  return read();
}, { timeout: 30_000, interval: 300 });

async function join(name: Name, planName: string, { organizationId }: { organizationId?: string } = {}): Promise<string> {
  const { variantId, priceMinor } = plan(planName);
  const input = { variantId, quantity: 1 as const, expectedPriceMinor: priceMinor, expectedCurrency: 'usd', ...(organizationId && { organizationId }) };
  const { redirectUrl } = await timed(() => startCheckout(shop.platform, { viewer: shop.viewer(name), input }));
  await shop.pay(redirectUrl);
  await catchUp();
  const [row] = await shop.sql<{ id: string }>('select id from subscriptions where product_id = $1 order by created_at desc limit 1', [club.id]);
  return row!.id;
}

const view = async (name: Name, id: string) => (await listSubscriptions(shop.platform.db, shop.viewer(name))).subscriptions.find((one) => one.id === id)!;
const preview = (name: Name, subscriptionId: string, planName: string) => timed(() => previewChange(shop.platform, { viewer: shop.viewer(name), input: { subscriptionId, priceId: plan(planName).priceId } }));
const change = async (name: Name, subscriptionId: string, planName: string) => {
  const { countedAt } = await preview(name, subscriptionId, planName);
  return timed(() => changePlan(shop.platform, { viewer: shop.viewer(name), input: { subscriptionId, priceId: plan(planName).priceId, countedAt } }));
};
const customerOf = async (id: string) => {
  const [row] = await shop.sql<{ stripeId: string }>('select stripe_subscription_id as "stripeId" from subscriptions where id = $1', [id]);
  const { customer } = await shop.platform.stripe.subscriptions.retrieve(row!.stripeId);
  return typeof customer === 'string' ? customer : customer.id;
};
const mails = async (id: string) => (await shop.sql<{ key: string }>(`select split_part(dedupe_key, ':', 1) as key from email_outbox where kind = 'subscription' and dedupe_key like $1 order by created_at, id`, [`%${id}%`])).map(({ key }) => key);
const keys = (name: Name) => timed(() => listKeys(shop.platform.db, shop.viewer(name)));
const holds = async (name: Name, slug: string) => (await keys(name)).some((key) => key.slug === slug);
const open = (name: Name) => timed(() => unlockIncluded(shop.platform.db, { viewer: shop.viewer(name), productSlug: kit.slug }));

describe('a change of plan', () => {
  it('upwards costs what its preview said, at once and once', async () => {
    const id = await join('buyerA', 'Pro');
    const shown = await preview('buyerA', id, 'Pro+');
    expect(shown).toMatchObject({ when: 'now', currency: 'usd', plan: { title: 'Pro+' } });
    expect(shown.todayMinor).toBeGreaterThan(3_900);
    expect(shown.todayMinor).toBeLessThanOrEqual(4_000);
    const input = { subscriptionId: id, priceId: plan('Pro+').priceId, countedAt: shown.countedAt };
    expect(await timed(() => changePlan(shop.platform, { viewer: shop.viewer('buyerA'), input }))).toEqual({ when: 'now' });
    await expect(changePlan(shop.platform, { viewer: shop.viewer('buyerA'), input })).rejects.toMatchObject({ code: 'CONFLICT', details: { reason: 'same_plan' } });
    expect(await view('buyerA', id)).toMatchObject({ state: 'active', plan: { title: 'Pro+' }, next: null });
    const payments = async () => (await listSubscriptions(shop.platform.db, shop.viewer('buyerA'))).payments.filter((one) => one.subscriptionId === id).map(({ totalMinor }) => totalMinor);
    await settled(payments).toEqual([shown.todayMinor, 1_900]);
    expect(await mails(id)).toEqual(['plan']);
  });

  it('upwards with a declined card changes nothing and says so', async () => {
    const id = await join('buyerA', 'Pro');
    await shop.control(`customers/${await customerOf(id)}`, { card: 'insufficient_funds' });
    await expect(change('buyerA', id, 'Pro+')).rejects.toMatchObject({ code: 'CONFLICT', details: { reason: 'declined' }, message: expect.stringContaining('not enough money') as string });
    await shop.work();
    expect(await view('buyerA', id)).toMatchObject({ state: 'active', plan: { title: 'Pro' } });
  });

  it('downwards waits for the end of the period, and may be taken back', async () => {
    const id = await join('buyerA', 'Pro+');
    expect((await preview('buyerA', id, 'Pro')).text).toMatch(/^Nothing today\. Pro begins/);
    expect(await change('buyerA', id, 'Pro')).toEqual({ when: 'later' });
    expect(await view('buyerA', id)).toMatchObject({ plan: { title: 'Pro+' }, next: { title: 'Pro', amountMinor: 1_900 }, choices: [] });
    await expect(change('buyerA', id, 'Yearly')).rejects.toMatchObject({ details: { reason: 'planned' } });
    await timed(() => keepPlan(shop.platform, { viewer: shop.viewer('buyerA'), subscriptionId: id }));
    await timed(() => keepPlan(shop.platform, { viewer: shop.viewer('buyerA'), subscriptionId: id }));
    expect(await view('buyerA', id)).toMatchObject({ next: null, choices: [{ title: 'Pro', when: 'later' }, { title: 'Yearly', when: 'later' }] });
    await change('buyerA', id, 'Pro');
    await pass(32);
    await settled(() => view('buyerA', id)).toMatchObject({ state: 'active', plan: { title: 'Pro' }, next: null });
    // Still under the schedule that brought it here.
    await timed(() => cancelRenewal(shop.platform, { viewer: shop.viewer('buyerA'), subscriptionId: id }));
    expect(await view('buyerA', id)).toMatchObject({ state: 'canceling' });
  });

  it('is counted from the first second of the period where our clock is behind Stripe’s', async () => {
    await pass(1);
    const id = await join('buyerA', 'Pro');
    const act = { viewer: shop.viewer('buyerA'), input: { subscriptionId: id, priceId: plan('Pro+').priceId } };
    const { todayMinor, countedAt } = await previewChange(shop.platform, act);
    expect(todayMinor).toBe(4_000);
    expect(await changePlan(shop.platform, { ...act, input: { ...act.input, countedAt } })).toEqual({ when: 'now' });
  });

  it('upwards to what costs less waits for the end of the period, so that no credit pays for other orders', async () => {
    const cheap = await createRecurring(owner, house, { slug: `cheaper-${count}`, plans: { Pro: { priceMinor: 5_900, tier: 'pro' }, 'Pro+': { priceMinor: 1_900, tier: 'pro+' } } });
    club = { ...club, id: cheap.id, plans: cheap.plans };
    const id = await join('buyerA', 'Pro');
    const shown = await preview('buyerA', id, 'Pro+');
    expect(shown).toMatchObject({ when: 'later', todayMinor: 0 });
    expect(shown.text).toMatch(/^Nothing today\. Pro\+ begins/);
    expect(await change('buyerA', id, 'Pro+')).toEqual({ when: 'later' });
    expect(await view('buyerA', id)).toMatchObject({ plan: { title: 'Pro' }, next: { title: 'Pro+' } });
    expect(await shop.platform.stripe.customers.retrieve(await customerOf(id))).toMatchObject({ balance: 0 });
  });

  it('is not made for a sum that is old', async () => {
    const id = await join('buyerA', 'Pro');
    const input = { subscriptionId: id, priceId: plan('Pro+').priceId, countedAt: new Date(Date.now() + aheadMs - 3_600_000).toISOString() };
    await expect(timed(() => changePlan(shop.platform, { viewer: shop.viewer('buyerA'), input }))).rejects.toMatchObject({ details: { reason: 'stale_preview' } });
    await expect(changePlan(shop.platform, { viewer: shop.viewer('buyerA'), input: { ...input, priceId: kit.priceId } })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

/** Orders of a subscription, the oldest first, in minor units. */
const orders = (id: string) => shop.sql<{ id: string; price: number; credit: number; total: number; back: number; status: string; charged: boolean }>(
  `select o.id, o.subtotal_minor::int as price, o.credit_minor::int as credit, o.total_minor::int as total, o.refunded_minor::int as back, o.status, o.stripe_payment_intent_id is not null as charged
   from orders o where o.subscription_id = $1 or o.id = (select i.order_id from order_items i join subscriptions s on s.order_item_id = i.id where s.id = $1) order by o.created_at`, [id]);
/** What each account has by these orders. */
const books = async (orderIds: readonly string[]) => Object.fromEntries((await shop.sql<{ name: string; sum: number }>(
  'select a.name, sum(e.amount_minor)::int as sum from ledger_entries e join ledger_accounts a on a.id = e.account_id where e.order_id = any ($1) group by a.name', [orderIds])).map(({ name, sum }) => [name, sum]));

/** What all buyers have as credit, as admins see it. */
const owedToBuyers = async () => (await getBooks(shop.platform.db, { viewer: shop.viewer('admin') })).totals.find(({ currency }) => currency === 'usd')!.creditMinor;

describe('a credit at Stripe', () => {
  it('comes out of the period it was paid for, pays for the next ones, and is no money to give back', async () => {
    const id = await join('buyerA', 'Pro+');
    const stripe = shop.platform.stripe;
    const [{ stripeId }] = (await shop.sql<{ stripeId: string }>('select stripe_subscription_id as "stripeId" from subscriptions where id = $1', [id])) as [{ stripeId: string }];
    await preview('buyerA', id, 'Pro');
    const before = await owedToBuyers();
    const [pro] = (await stripe.prices.list({ lookup_keys: [plan('Pro').priceId] })).data;
    // In Stripe's dashboard, since our own pages leave no credit.
    const item = (await stripe.subscriptions.retrieve(stripeId)).items.data[0]!;
    await stripe.subscriptions.update(stripeId, { items: [{ id: item.id, price: pro!.id }], proration_behavior: 'always_invoice', proration_date: item.current_period_start });
    await settled(() => orders(id)).toMatchObject([{ total: 5_900, back: 4_000, status: 'partially_refunded' }]);
    const [first] = await orders(id);
    expect(await books([first!.id])).toEqual({ stripe_clearing: 5_900, customer_credit: -4_000, platform_fees: -152, seller_payable: -1_748 });
    expect(await owedToBuyers()).toBe(before + 4_000);
    expect(await view('buyerA', id)).toMatchObject({ state: 'active', plan: { title: 'Pro' } });
    for (const days of [32, 31, 31]) await pass(days);
    await settled(() => orders(id)).toMatchObject([
      { total: 5_900 }, { price: 1_900, credit: 1_900, total: 0, status: 'paid', charged: false }, { price: 1_900, credit: 1_900, total: 0 }, { price: 1_900, credit: 200, total: 1_700, charged: true },
    ]);
    const all = (await orders(id)).map((one) => one.id);
    const { payments } = await listSubscriptions(shop.platform.db, shop.viewer('buyerA'));
    expect(payments.filter((one) => one.subscriptionId === id)).toMatchObject([{ creditMinor: 200, totalMinor: 1_700 }, { creditMinor: 1_900, totalMinor: 0 }, { creditMinor: 1_900, totalMinor: 0 }, { creditMinor: 0, totalMinor: 5_900 }]);
    // Four periods of Pro were had for 7,600: all of it is where four such periods would be.
    expect(await books(all)).toEqual({ stripe_clearing: 7_600, customer_credit: 0, platform_fees: -608, seller_payable: -6_992 });
    const last = all.at(-1)!;
    const refund = (amountMinor: number) => timed(() => refundOrder(shop.platform, { viewer: shop.viewer('admin'), input: { orderId: last, reason: 'asked for', amountMinor } }));
    await expect(refund(1_900)).rejects.toMatchObject({ code: 'CONFLICT', details: { reason: 'too_much' } });
    expect(await refund(1_700)).toMatchObject({ status: 'succeeded' });
    // The rest of that period was paid with credit.
    expect(await view('buyerA', id)).toMatchObject({ state: 'active' });
    expect(await books([last])).toMatchObject({ stripe_clearing: 0, customer_credit: 200, seller_payable: -184 });
    const mail = await shop.sql<{ kind: string }>(`select kind from email_outbox where subject = '$40.00 credited (LK-' || (select number from orders where id = $1) || ')'`, [first!.id]);
    expect(mail).toHaveLength(1);
    expect(await timed(() => reconcileStripe(shop.platform, {}))).toMatchObject({ alarms: 0 });
  });

  it('counts in the first order and in a change of plan', async () => {
    const { variantId, priceMinor } = plan('Pro');
    const { redirectUrl, orderId } = await timed(() => startCheckout(shop.platform, { viewer: shop.viewer('buyerB'), input: { variantId, quantity: 1, expectedPriceMinor: priceMinor, expectedCurrency: 'usd' } }));
    const [{ customer }] = (await shop.sql<{ customer: string }>('select stripe_customer_id as customer from billing_customers where user_id = $1', [shop.viewer('buyerB').userId])) as [{ customer: string }];
    const give = (amount: number) => shop.platform.stripe.customers.createBalanceTransaction(customer, { amount: -amount, currency: 'usd' });
    await give(500);
    await shop.pay(redirectUrl);
    await catchUp();
    const [{ id }] = (await shop.sql<{ id: string }>('select id from subscriptions where product_id = $1', [club.id])) as [{ id: string }];
    expect(await orders(id)).toMatchObject([{ id: orderId, price: 1_900, credit: 500, total: 1_400, status: 'paid' }]);
    expect(await shop.sql('select amount_minor::int as amount from payments where order_id = $1', [orderId])).toEqual([{ amount: 1_400 }]);
    await give(1_000);
    const { todayMinor } = await preview('buyerB', id, 'Pro+');
    await change('buyerB', id, 'Pro+');
    await settled(() => orders(id)).toMatchObject([{ total: 1_400 }, { price: todayMinor + 1_000, credit: 1_000, total: todayMinor }]);
    expect(await shop.platform.stripe.customers.retrieve(customer)).toMatchObject({ balance: 0 });
    expect(await timed(() => reconcileStripe(shop.platform, {}))).toMatchObject({ alarms: 0 });
  });
});

describe('the end', () => {
  it('is asked for, taken back, asked for again, and comes with the period', async () => {
    const id = await join('buyerA', 'Pro+');
    await open('buyerA');
    const act = { viewer: shop.viewer('buyerA'), subscriptionId: id };
    await timed(() => cancelRenewal(shop.platform, act));
    await timed(() => cancelRenewal(shop.platform, act));
    expect(await view('buyerA', id)).toMatchObject({ state: 'canceling', choices: [] });
    await expect(change('buyerA', id, 'Pro')).rejects.toMatchObject({ details: { reason: 'canceling' } });
    await timed(() => resumeRenewal(shop.platform, act));
    expect(await view('buyerA', id)).toMatchObject({ state: 'active', cancelAt: null });
    await timed(() => cancelRenewal(shop.platform, act));
    expect(await holds('buyerA', kit.slug)).toBe(true);
    await pass(32);
    await settled(() => view('buyerA', id)).toMatchObject({ state: 'ended', endedReason: 'canceled' });
    expect(await holds('buyerA', kit.slug)).toBe(false);
    await expect(timed(() => cancelRenewal(shop.platform, act))).rejects.toMatchObject({ code: 'CONFLICT' });
    expect((await mails(id)).sort()).toEqual(['cancel', 'cancel', 'ended', 'resume']);
  });
});

describe('a payment that fails', () => {
  it('K09: leaves seven days, closes everything afterwards, and opens it when it is paid', async () => {
    await shop.control('dunning', { retryDays: [20], exhausted: 'past_due' });
    const id = await join('buyerA', 'Pro+');
    await open('buyerA');
    await shop.control(`customers/${await customerOf(id)}`, { card: 'declined' });
    await pass(32);
    await settled(() => view('buyerA', id)).toMatchObject({ state: 'past_due', choices: [] });
    expect(await holds('buyerA', kit.slug)).toBe(true);
    expect(await mails(id)).toEqual(['payment-failed']);
    // A price that has changed since does not change what is owed.
    await owner.query('update prices set archived_at = now() where id = $1', [plan('Pro+').priceId]);
    expect(await timed(() => findDue(shop.platform, { viewer: shop.viewer('buyerA'), subscriptionId: id }))).toEqual({ amountMinor: 5_900, currency: 'usd' });
    await expect(timed(() => payOpenInvoices(shop.platform, { viewer: shop.viewer('buyerA'), subscriptionId: id }))).rejects.toMatchObject({ details: { reason: 'declined' } });
    // A day before the grace's end, however long the month was, and then past it. What is told only later is not told any more.
    const { graceEndsAt } = await view('buyerA', id);
    await pass(Math.floor((Date.parse(graceEndsAt ?? '') - Date.now() - aheadMs) / DAY_MS) - 0.5);
    await timed(() => askSubscription(shop.platform, { subscriptionId: id }));
    await settled(() => mails(id)).toEqual(['payment-failed', 'grace-ends']);
    await pass(3);
    await timed(() => askSubscription(shop.platform, { subscriptionId: id }));
    expect([(await view('buyerA', id)).state, await holds('buyerA', kit.slug), await holds('buyerA', club.slug)]).toEqual(['lapsed', false, false]);
    await expect(open('buyerA')).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await shop.control(`customers/${await customerOf(id)}`, { card: 'succeeds' });
    expect(await timed(() => payOpenInvoices(shop.platform, { viewer: shop.viewer('buyerA'), subscriptionId: id }))).toEqual({ redirectUrl: null });
    // Each is a job, and jobs run beside each other.
    await settled(async () => (await mails(id)).sort()).toEqual(['grace-ends', 'lapsed', 'payment-failed', 'recovered']);
    expect(await view('buyerA', id)).toMatchObject({ state: 'active', graceEndsAt: null });
    expect([await holds('buyerA', kit.slug), await holds('buyerA', club.slug)]).toEqual([true, true]);
  });
});

describe('what is included', () => {
  it('opens for members of that tier, and closes with a smaller plan', async () => {
    await expect(open('buyerA')).rejects.toMatchObject({ code: 'FORBIDDEN' });
    const id = await join('buyerA', 'Pro');
    await expect(open('buyerA')).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await change('buyerA', id, 'Pro+');
    const act = () => unlockIncluded(shop.platform.db, { viewer: shop.viewer('buyerA'), productSlug: kit.slug });
    await timed(() => Promise.all([act(), act()]));
    expect((await keys('buyerA')).filter(({ slug }) => slug === kit.slug)).toMatchObject([{ source: 'membership', plan: 'Pro+', orderId: null }]);
    await change('buyerA', id, 'Pro');
    await pass(32);
    await settled(() => view('buyerA', id)).toMatchObject({ plan: { title: 'Pro' } });
    expect(await holds('buyerA', kit.slug)).toBe(false);
    await expect(unlockIncluded(shop.platform.db, { viewer: shop.viewer('buyerA'), productSlug: 'queue-kit' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('opens for everyone of an organization that is a member, and stays money to a bundle of nobody', async () => {
    const id = await join('orgOwner', 'Pro+', { organizationId: shop.world.organizations.buying });
    await open('orgMember');
    expect([await holds('orgMember', kit.slug), await holds('orgOwner', kit.slug), await holds('buyerB', kit.slug)]).toEqual([true, true, false]);
    expect(await findOwnMembership(shop.platform.db, shop.viewer('orgMember'))).toMatchObject({ tier: 'pro+', organizationName: 'Kestrel' });
    expect(await view('orgMember', id)).toMatchObject({ mayChange: false, organizationName: 'Kestrel', choices: [] });
    await expect(timed(() => cancelRenewal(shop.platform, { viewer: shop.viewer('orgMember'), subscriptionId: id }))).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(timed(() => cancelRenewal(shop.platform, { viewer: shop.viewer('buyerB'), subscriptionId: id }))).rejects.toMatchObject({ code: 'NOT_FOUND' });
    // Included is not bought: buying it for oneself is possible, at its full price.
    const { redirectUrl } = await timed(() => startCheckout(shop.platform, { viewer: shop.viewer('orgMember'), input: { variantId: kit.variantId, quantity: 1, expectedPriceMinor: 4_900, expectedCurrency: 'usd' } }));
    expect(redirectUrl).toContain('/c/pay');
  });

  it('is nothing of a membership that another sells', async () => {
    const other = await createRecurring(owner, shop.world.sellers.two, { slug: `copycat-${count}`, plans: { Pro: { priceMinor: 100, tier: 'enterprise' } } });
    club = { ...club, id: other.id, plans: other.plans };
    await join('buyerB', 'Pro');
    expect(await findOwnMembership(shop.platform.db, shop.viewer('buyerB'))).toBeNull();
    await expect(open('buyerB')).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });
});

it('shows the card, opens the portal, and the membership to visitors', async () => {
  const id = await join('buyerA', 'Pro');
  expect(await timed(() => findCard(shop.platform, { viewer: shop.viewer('buyerA'), subscriptionId: id }))).toMatchObject({ brand: 'visa', last4: '4242' });
  const { url } = await openPortal(shop.platform, { viewer: shop.viewer('buyerA'), input: { subscriptionId: id, toCard: true } });
  expect(await (await fetch(url)).text()).toContain('Card number');
  expect((await findMembershipOffer(shop.platform.db))?.plans.length).toBeGreaterThan(0);
});
