import { expect, test, type APIRequestContext, type Browser, type Page } from '@playwright/test';
import { expectAccessible, payByCard, port, signIn, signInAs, watchConsole } from './support';

const api = `http://localhost:${port}/api/v1`;

interface Answer {
  status: number;
  headers: Record<string, string>;
  body: { tier?: string; used?: number; limit?: number; remaining?: number; url?: string; error?: { code: string; details: { reason?: string } } };
}

/** The developer's own server, which has a key and no cookies. */
const askWith = (server: APIRequestContext, key: string) => async (path: string, data: object): Promise<Answer> => {
  const response = await server.post(`${api}${path}`, { headers: { authorization: `Bearer ${key}` }, data });
  return { status: response.status(), headers: response.headers(), body: (await response.json()) as Answer['body'] };
};

/** A seller of one's own, let in by an admin. */
async function becomeSeller(page: Page, browser: Browser, name: string): Promise<string> {
  await page.goto('/account/organizations');
  await page.getByLabel('Its name').fill(name);
  await page.getByRole('button', { name: 'Found it' }).click();
  await page.getByRole('link', { name: 'Apply to sell' }).click();
  const slug = await page.getByLabel('Address', { exact: true }).inputValue();
  await page.getByLabel('What you sell').fill('Weather by the hour, as an API.');
  await page.getByLabel('Country').selectOption('Germany');
  await page.getByRole('button', { name: 'Send the application' }).click();
  await expect(page.getByText('Your application is being read')).toBeVisible();
  const admin = await signInAs(browser, 'admin', '/admin/sellers');
  await admin.goto(`/admin/sellers/${slug}`);
  await admin.getByRole('button', { name: 'Approve' }).click();
  await expect(admin.getByText(`${name} may sell.`)).toBeVisible();
  await admin.context().close();
  return slug;
}

async function addTier(page: Page, { name, units, price }: { name: string; units: string; price: string }): Promise<void> {
  await page.getByRole('button', { name: 'Add a tier' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill(name);
  await dialog.getByLabel('Units of each meter').fill(units);
  await dialog.getByLabel('Price').fill(price);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('row', { name: new RegExp(name) })).toBeVisible();
}

test('A9: a developer signs up, pays the plan, sets up Stripe and tiers, meters a customer, who reaches the limit, pays, and goes on', async ({ page, browser, playwright }) => {
  test.setTimeout(300_000);
  const expectQuiet = watchConsole(page, [/status of 40[49]/]);
  const server = await playwright.request.newContext();
  const stamp = Date.now();

  // 1. Signs up.
  await signIn(page, `weather-${stamp}@example.test`, '/account/organizations');
  const seller = await becomeSeller(page, browser, `Weather ${stamp}`);

  // 2. Has a platform at once, in preview, with a key that works.
  await page.goto(`/seller/${seller}/platforms`);
  await expectAccessible(page);
  await page.getByLabel('What is the API called?').fill('Weather');
  await page.getByRole('button', { name: 'Sell an API' }).click();
  const firstKey = (await page.getByText(/^lk_preview_\S+$/).first().innerText()).trim();
  await expectAccessible(page);
  expect(await askWith(server, firstKey)('/usage', { customer: 'ada' })).toMatchObject({ status: 200, body: { tier: 'free', used: 1 } });
  await page.getByRole('link', { name: 'To the platform' }).click();
  await expect(page.getByRole('heading', { name: 'The way to live' })).toBeVisible();
  const home = new URL(page.url()).pathname;
  expect(home).toMatch(/\/platforms\/plt_[0-9a-z]{26}$/);
  await expect(page.getByText('1 of 5')).toBeVisible();
  await expectAccessible(page);

  // 3. Pays $29 a month.
  await page.getByRole('link', { name: 'Get a bigger plan' }).click();
  await expect(page.getByText('$29').first()).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Subscribe for $29.00' }).click();
  await expect(page.getByText('is for an organization that sells here')).toBeVisible();
  await page.getByLabel('Who holds the key').selectOption({ label: `Weather ${stamp}` });
  await page.getByRole('button', { name: 'Subscribe for $29.00' }).click();
  await payByCard(page);
  await page.waitForURL(/checkout\/success/);
  await expect(async () => {
    await page.goto(home);
    await expect(page.getByRole('heading', { name: /Your plan: Developer/ })).toBeVisible({ timeout: 2_000 });
  }).toPass({ timeout: 30_000 });
  // The plan begins its own month.
  await expect(page.getByText('0 of 500')).toBeVisible();

  // 4. Lets Stripe charge on the developer's own account.
  await page.goto(`${home}/go-live`);
  await expect(page.getByRole('button', { name: 'Go live' })).toBeDisabled();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Begin at Stripe' }).click();
  await page.getByRole('button', { name: 'Continue with test data' }).click();
  await page.waitForURL(/go-live/);

  // 5. Sets up tiers.
  await page.goto(`${home}/tiers`);
  await page.getByRole('button', { name: 'Change Free' }).click();
  await page.getByRole('dialog').getByLabel('Units of each meter').fill('2');
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('row', { name: /^Free/ })).toContainText('2');
  await addTier(page, { name: 'Pro', units: '100', price: '9' });
  await expectAccessible(page);
  await page.goto(`${home}/go-live`);
  await page.getByRole('button', { name: 'Go live' }).click();
  await expect(page.getByText(/^Live since/).first()).toBeVisible({ timeout: 30_000 });
  await expectAccessible(page);

  // 6. Makes a live key.
  await page.goto(`${home}/quick-start`);
  await page.getByRole('button', { name: 'A live key instead' }).click();
  const liveKey = (await page.getByText(/^lk_live_\S+$/).first().innerText()).trim();
  await expectAccessible(page);
  const ask = askWith(server, liveKey);

  // 7–9. Calls; the tier's limit is known and holds.
  expect(await ask('/usage', { customer: 'ada' })).toMatchObject({ status: 200, body: { tier: 'free', used: 1, limit: 2, remaining: 1 }, headers: { 'ratelimit-limit': '2' } });
  expect(await ask('/usage', { customer: 'ada' })).toMatchObject({ status: 200, body: { used: 2, remaining: 0 } });
  const refused = await ask('/usage', { customer: 'ada' });
  expect(refused).toMatchObject({ status: 429, body: { error: { details: { reason: 'limit_reached' } } } });
  expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);

  // 10–11. A checkout for the customer, who pays on the developer's own account.
  const checkout = await ask('/checkouts', { customer: 'ada', tier: 'pro', successUrl: 'https://weather.example/done', cancelUrl: 'https://weather.example/plans' });
  expect(checkout.status).toBe(201);
  const customer = await (await browser.newContext()).newPage();
  await customer.route('https://weather.example/**', (route) => route.fulfill({ contentType: 'text/html', body: '<h1>Thank you</h1>' }));
  await customer.goto(checkout.body.url ?? '');
  await customer.getByLabel('Email').fill('ada@example.test');
  await payByCard(customer);
  await expect(customer.getByRole('heading', { name: 'Thank you' })).toBeVisible({ timeout: 30_000 });

  // 12–13. Stripe tells us, and the next call uses the new tier.
  await expect(async () => {
    const answer = await ask('/usage', { customer: 'ada' });
    expect(answer).toMatchObject({ status: 200, body: { tier: 'pro', limit: 100 } });
  }).toPass({ timeout: 30_000 });
  await page.goto(`${home}/customers`);
  await expect(page.getByRole('row', { name: /ada/ })).toContainText('Pays');
  await expectAccessible(page);
  await page.goto(`${home}/stats`);
  await expect(page.getByRole('heading', { level: 2 }).first()).toBeVisible();
  await expectAccessible(page);
  await server.dispose();
  expectQuiet();
});
