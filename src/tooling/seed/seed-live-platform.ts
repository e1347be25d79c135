import { Prisma } from '@generated/client';
import { getProduct } from '@/server/modules/catalog/get-product';
import { ensurePerson } from '@/server/modules/identity/ensure-person';
import { toDisplayName } from '@/server/modules/identity/to-display-name';
import { askStripe } from '@/server/modules/orders/ask-stripe';
import { startCheckout } from '@/server/modules/orders/start-checkout';
import { goLive } from '@/server/modules/platforms/go-live';
import { requestCharges } from '@/server/modules/platforms/request-charges';
import { setCustomer } from '@/server/modules/platforms/set-customer';
import { listPlatformProduct } from '@/server/modules/publishing/list-platform-product';
import { publishProduct } from '@/server/modules/publishing/publish-product';
import { submitForReview } from '@/server/modules/publishing/submit-for-review';
import { updateProduct } from '@/server/modules/publishing/update-product';
import { syncSellerAccount } from '@/server/modules/sellers/sync-seller-account';
import type { Viewer } from '@/server/platform/db';
import type { Platform } from '@/server/platform/platform';
import { DEMO_ACCOUNTS } from '@/shared/demo-accounts';
import { completeForm } from './complete-form';
import { listBought, orderOf } from './list-bought';
import { DEMO_API } from './seed-platforms';
import { seedUsage } from './seed-usage';

const { seller, customers } = DEMO_API;
const PLAN = { slug: 'developer-plan', title: 'Developer' };
const CARD = { method: 'card', number: '4242424242424242', expiry: '04/34', cvc: '123' };
const WORDS = {
  title: DEMO_API.name,
  summary: 'Departures, delays and platforms of 140 rail operators, as one clean JSON API.',
  description: [
    'Ask for a station and a time, and get what leaves: planned and expected times, platform, operator, and what is said about a delay.',
    '',
    '- One format for 140 operators in 22 countries',
    '- Delays within a minute of the operator’s own board',
    '- Every answer names its source and its age',
    '',
    'Subscribe, make a key on the page of your plan, and call. A month’s calls are counted for you, and your usage page shows them.',
  ].join('\n'),
  tags: ['api', 'rail', 'timetables'],
};

interface Cast {
  seller: Viewer;
  /** Who subscribes to it. */
  subscriber: Viewer;
  stripeUrl: string;
}

/** A form of a product, bought at Stripe's page by a test card, unless it was bought already. */
async function buy(platform: Platform, viewer: Viewer, { slug, title, organizationId }: { slug: string; title: string; organizationId?: string }): Promise<void> {
  if (orderOf(await listBought(platform, viewer), `${slug}:${title}`)) return;
  const form = (await getProduct(platform.db, { slug })).variants.find((variant) => variant.title === title);
  if (!form) throw new Error(`seed: ${slug} has no ${title}.`);
  const input = { variantId: form.id, quantity: 1 as const, expectedPriceMinor: form.priceMinor, expectedCurrency: form.currency, ...(organizationId !== undefined && { organizationId }) };
  const { orderId, redirectUrl } = await startCheckout(platform, { viewer, input });
  const paid = await fetch(redirectUrl, { method: 'POST', redirect: 'manual', body: new URLSearchParams(CARD) });
  if (paid.status >= 400) throw new Error(`seed: the stand-in for Stripe answered ${paid.status} to a payment.`);
  await askStripe(platform, { orderId });
}

interface DemoPlatform {
  platformId: string;
  organizationId: string;
  stripeAccountId: string;
  isLive: boolean;
  /** Its product, once there is one. */
  slug: string | null;
  status: string | null;
  /** Of its live customers. */
  customerIds: string[];
}

/** The demo API, and how far a seed that was cut off came with it; undefined where there is none. */
async function findDemo({ db }: Platform): Promise<DemoPlatform | undefined> {
  const [row] = await db.asService('the demo shop’s API', (tx) => tx.$queryRaw<DemoPlatform[]>(Prisma.sql`
    select p.id as "platformId", s.organization_id as "organizationId", s.stripe_account_id as "stripeAccountId", p.live_at is not null as "isLive", product.slug, product.status,
      array(select c.external_id from customers c where c.platform_id = p.id and c.mode = 'live') as "customerIds"
    from platforms p join sellers s on s.id = p.seller_id left join lateral (select slug, status from products where platform_id = p.id order by created_at limit 1) product on true
    where s.slug = ${seller} and p.name = ${DEMO_API.name} and s.stripe_account_id is not null`));
  return row;
}

/** A paid plan for the organization, charges on its own account at the stand-in for Stripe, and live. */
async function takeLive(platform: Platform, { seller: viewer, stripeUrl }: Cast, { platformId, organizationId, stripeAccountId }: DemoPlatform): Promise<void> {
  const call = { viewer, input: { seller, platformId } };
  await buy(platform, viewer, { ...PLAN, organizationId });
  await requestCharges(platform, call);
  await completeForm(stripeUrl, stripeAccountId);
  await syncSellerAccount(platform, stripeAccountId);
  const { missing } = await goLive(platform, call);
  if (missing.length > 0) throw new Error(`seed: the demo API cannot go live. ${missing.map(({ text }) => text).join(' ')}`);
}

/** On the shelf, as an admin let it. Answers its address. */
async function putOnShelf(platform: Platform, viewer: Viewer, { platformId, status }: DemoPlatform): Promise<string> {
  const { productId } = await listPlatformProduct(platform.db, { viewer, input: { seller, platformId } });
  const own = { seller, productId };
  if (status !== 'in_review') {
    await updateProduct(platform.db, { viewer, input: { ...own, ...WORDS, worksWith: [], brand: '', condition: null } });
    await submitForReview(platform, { viewer, input: own });
  }
  const { email } = DEMO_ACCOUNTS.admin;
  const userId = await ensurePerson(platform.db, { email, name: toDisplayName(email) });
  await publishProduct(platform, { viewer: { userId, role: 'admin' }, input: { productId } });
  const [row] = await platform.db.anon.rows<{ slug: string }>(Prisma.sql`select slug from products where id = ${productId}`);
  if (!row) throw new Error('seed: the demo API is not on the shelf.');
  return row.slug;
}

/**
 * Takes the demo API live the way its developer would: a paid plan, charges, a place in the marketplace, customers, one of whom subscribes, and some weeks
 * of calls. What is there already is left alone, so that it may be repeated after a seed that was cut off anywhere.
 */
export async function seedLivePlatform(platform: Platform, cast: Cast): Promise<void> {
  const demo = await findDemo(platform);
  if (!demo) return;
  const { seller: viewer, subscriber } = cast;
  const { platformId, status } = demo;
  if (!demo.isLive) await takeLive(platform, cast, demo);
  const isOffered = demo.slug === null || status === 'draft' || status === 'in_review' || status === 'published';
  const slug = demo.slug === null || status === 'draft' || status === 'in_review' ? await putOnShelf(platform, viewer, demo) : demo.slug;
  const missing = customers.filter(({ externalId }) => !demo.customerIds.includes(externalId));
  for (const customer of missing) await setCustomer(platform.db, { viewer, input: { seller, platformId, mode: 'live', ...customer } });
  if (isOffered) await buy(platform, subscriber, { slug, title: 'Pro' });
  const calls = await seedUsage(platform, { platformId, customers: [...customers.map(({ externalId }) => externalId), subscriber.userId] });
  if (calls > 0) console.log(`${seller}: its API is live, with ${calls} calls`);
}
