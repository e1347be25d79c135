import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { setAccountOpen } from '@/server/modules/identity/set-account-open';
import { askSubscription } from '@/server/modules/orders/ask-subscription';
import { startCheckout } from '@/server/modules/orders/start-checkout';
import { closeSeller } from '@/server/modules/sellers/close-seller';
import { assertBooks } from '@/testing/oracle';
import { createRecurring, type RecurringProduct } from '@/testing/recurring';
import { startShop, type Shop } from '@/testing/shop';
import { resumeRenewal } from './resume-renewal';

type Name = 'buyerA' | 'orgOwner' | 'orgMember';

let shop: Shop;
let owner: pg.Client;
let club: RecurringProduct;
let count = 0;

beforeAll(async () => {
  shop = await startShop();
  owner = new pg.Client({ connectionString: shop.database.ownerUrl });
  await owner.connect();
});
beforeEach(async () => {
  count += 1;
  // A case makes them leave.
  await owner.query(`insert into organization_members (organization_id, user_id, role) values ($1, $2, 'admin') on conflict (organization_id, user_id) do update set role = 'admin'`, [shop.world.organizations.buying, shop.world.orgMember]);
  club = await createRecurring(owner, shop.world.sellers.one, { slug: `club-${count}`, plans: { Pro: { priceMinor: 1_900, tier: 'pro' } } });
});
afterEach(async () => {
  await shop.work();
  await assertBooks(shop.platform.db);
});
afterAll(async () => {
  await owner.end();
  await shop.stop();
});

async function goToPay(name: Name, organizationId?: string): Promise<string> {
  const { variantId, priceMinor } = club.plans['Pro']!;
  const { redirectUrl } = await startCheckout(shop.platform, { viewer: shop.viewer(name), input: { variantId, quantity: 1, expectedPriceMinor: priceMinor, expectedCurrency: 'usd', ...(organizationId && { organizationId }) } });
  return redirectUrl;
}

async function pay(redirectUrl: string): Promise<{ id: string; stripeId: string }> {
  await shop.pay(redirectUrl);
  await shop.work();
  const [row] = await shop.sql<{ id: string; stripeId: string }>('select id, stripe_subscription_id as "stripeId" from subscriptions where product_id = $1 order by created_at desc limit 1', [club.id]);
  return row!;
}

const join = async (name: Name, organizationId?: string) => pay(await goToPay(name, organizationId));

const set = (name: Name, open: boolean) => setAccountOpen(shop.platform, shop.viewer('admin'), { userId: shop.viewer(name).userId, open, requestId: `req_${count}` });
const mailsOf = (id: string) => shop.sql<{ subject: string; to: string; text: string }>(`select subject, to_address as "to", text_body as text from email_outbox where kind = 'subscription' and dedupe_key like $1 order by to_address`, [`%${id}%`]);
const emailOf = async (name: Name) => (await shop.sql<{ email: string }>('select email from users where id = $1', [shop.viewer(name).userId]))[0]!.email;

it('ends what a person subscribes to with its period when their account is closed, and says so; opened again, they may resume it', async () => {
  const held = await join('buyerA');
  await set('buyerA', false);
  await shop.work();
  expect(await shop.platform.stripe.subscriptions.retrieve(held.stripeId)).toMatchObject({ status: 'active', cancel_at_period_end: true });
  expect(await shop.sql('select status, cancel_at = current_period_end as "atEnd", ended_at from subscriptions where id = $1', [held.id])).toEqual([{ status: 'active', atEnd: true, ended_at: null }]);
  expect(await mailsOf(held.id)).toMatchObject([{ subject: expect.stringMatching(/ends on/) as string, to: await emailOf('buyerA'), text: expect.stringContaining('Your account was closed') as string }]);
  await set('buyerA', true);
  await resumeRenewal(shop.platform, { viewer: shop.viewer('buyerA'), subscriptionId: held.id });
  expect(await shop.platform.stripe.subscriptions.retrieve(held.stripeId)).toMatchObject({ cancel_at_period_end: false });
});

it('leaves what is open again before the job comes, and what an organization holds', async () => {
  const [mine] = [await join('buyerA')];
  await set('buyerA', false);
  await set('buyerA', true);
  await shop.work();
  expect(await shop.platform.stripe.subscriptions.retrieve(mine.stripeId)).toMatchObject({ cancel_at_period_end: false });
  await shop.platform.stripe.subscriptions.cancel(mine.stripeId);
  await askSubscription(shop.platform, { subscriptionId: mine.id });
  club = await createRecurring(owner, shop.world.sellers.one, { slug: `team-${count}`, plans: { Pro: { priceMinor: 1_900, tier: 'pro' } } });
  const theirs = await join('orgMember', shop.world.organizations.buying);
  await set('orgMember', false);
  await shop.work();
  expect(await shop.platform.stripe.subscriptions.retrieve(theirs.stripeId)).toMatchObject({ cancel_at_period_end: false });
  await set('orgMember', true);
});

it('writes about what an organization holds to its buyer while a member, and to its owners afterwards', async () => {
  const organizationId = shop.world.organizations.buying;
  const held = await join('orgMember', organizationId);
  const [receipt] = await shop.sql<{ to: string }>(`select to_address as "to" from email_outbox where kind = 'receipt' and dedupe_key = (select 'receipt:' || i.order_id from subscriptions s join order_items i on i.id = s.order_item_id where s.id = $1)`, [held.id]);
  expect(receipt).toEqual({ to: await emailOf('orgMember') });
  const ask = async () => {
    await askSubscription(shop.platform, { subscriptionId: held.id });
    await shop.work();
  };
  await shop.platform.stripe.subscriptions.update(held.stripeId, { cancel_at_period_end: true });
  await ask();
  expect((await mailsOf(held.id)).map(({ to }) => to)).toEqual([await emailOf('orgMember')]);
  await shop.sql('delete from organization_members where organization_id = $1 and user_id = $2', [organizationId, shop.viewer('orgMember').userId]);
  await shop.platform.stripe.subscriptions.update(held.stripeId, { cancel_at_period_end: false });
  await ask();
  expect((await mailsOf(held.id)).map(({ to }) => to).sort()).toEqual([await emailOf('orgMember'), await emailOf('orgOwner')].sort());
  await shop.platform.stripe.refunds.create({ payment_intent: (await shop.sql<{ intent: string }>('select o.stripe_payment_intent_id as intent from orders o join order_items i on i.order_id = o.id join subscriptions s on s.order_item_id = i.id where s.id = $1', [held.id]))[0]!.intent });
  await expect.poll(() => shop.work().then(() => shop.sql(`select to_address as "to" from email_outbox where kind = 'refund'`))).toEqual([{ to: await emailOf('orgOwner') }]);
});

it('ends with its period what is paid to a seller who closes, says why, and lets nobody take that back', async () => {
  club = await createRecurring(owner, shop.world.sellers.two, { slug: `closing-${count}`, plans: { Pro: { priceMinor: 1_900, tier: 'pro' } } });
  const held = await join('buyerA');
  const late = await goToPay('orgMember');
  const [{ slug }] = (await shop.sql<{ slug: string }>('select slug from sellers where id = $1', [shop.world.sellers.two])) as [{ slug: string }];
  await closeSeller(shop.platform, { viewer: shop.viewer('admin'), input: { seller: slug, reason: 'Gone.' }, requestId: 'req_close' });
  await shop.work();
  expect(await shop.platform.stripe.subscriptions.retrieve(held.stripeId)).toMatchObject({ status: 'active', cancel_at_period_end: true });
  expect(await mailsOf(held.id)).toMatchObject([{ subject: expect.stringMatching(/ends on/) as string, to: await emailOf('buyerA'), text: expect.stringContaining('has closed') as string }]);
  await expect(resumeRenewal(shop.platform, { viewer: shop.viewer('buyerA'), subscriptionId: held.id })).rejects.toMatchObject({ code: 'CONFLICT', details: { reason: 'seller_closed' } });
  expect(await shop.platform.stripe.subscriptions.retrieve(held.stripeId)).toMatchObject({ cancel_at_period_end: true });
  // Whoever was at Stripe's page meanwhile pays one period as well.
  expect(await shop.platform.stripe.subscriptions.retrieve((await pay(late)).stripeId)).toMatchObject({ status: 'active', cancel_at_period_end: true });
});

it('ends with its period what is paid by whose account was closed before they paid', async () => {
  const page = await goToPay('buyerA');
  await set('buyerA', false);
  await shop.work();
  const late = await pay(page);
  await set('buyerA', true);
  expect(await shop.platform.stripe.subscriptions.retrieve(late.stripeId)).toMatchObject({ status: 'active', cancel_at_period_end: true });
});
