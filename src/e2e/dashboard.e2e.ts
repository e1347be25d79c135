import { expect, test } from '@playwright/test';
import { expectAccessible, payByCard, signIn, signInAs, watchConsole, withDatabase } from './support';

const PRODUCT = { slug: 'fastify-tenant-starter', title: 'Fastify Tenant Starter', seller: 'northbeam-tools' };
const FRESH = { storageState: { cookies: [], origins: [] } };
const told = (name: string, since: Date) => withDatabase(async (client) => (await client.query<{ visitor: string }>('select visitor from analytics_events e join products p on p.id = e.product_id where p.slug = $1 and e.name = $2 and e.at >= $3', [PRODUCT.slug, name, since])).rows.map(({ visitor }) => visitor));

test('a visitor is asked, may say no or yes and change it; nothing moves meanwhile', async ({ browser, baseURL }) => {
  const context = await browser.newContext({ ...FRESH, baseURL });
  const page = await context.newPage();
  const expectQuiet = watchConsole(page);
  await page.goto('/marketplace');
  const heading = page.getByRole('heading', { level: 1 });
  const before = await heading.boundingBox();
  const banner = page.getByRole('region', { name: 'May we recognise this browser?' });
  await expect(banner).toBeVisible();
  expect(await heading.boundingBox()).toEqual(before);
  await expectAccessible(page);
  await banner.getByRole('button', { name: 'Only what the shop needs' }).click();
  await expect(banner).toBeHidden();
  expect((await context.cookies()).map(({ name }) => name)).not.toContain('latchkey-visitor');

  // By keyboard, from the footer.
  await page.reload();
  await page.getByRole('button', { name: 'Cookies and counting' }).focus();
  await page.keyboard.press('Enter');
  await expect(banner.getByRole('heading')).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(banner).toBeHidden();
  await expect(page.getByRole('button', { name: 'Cookies and counting' })).toBeFocused();
  expect((await context.cookies()).find(({ name }) => name === 'latchkey-visitor')).toMatchObject({ httpOnly: true, sameSite: 'Lax' });
  expectQuiet();
  await context.close();
});

test('a browser that asks not to be followed leaves nothing and is not asked', async ({ browser, baseURL }) => {
  const since = new Date();
  const context = await browser.newContext({ ...FRESH, baseURL, extraHTTPHeaders: { 'sec-gpc': '1' } });
  await context.addInitScript(() => Object.defineProperty(navigator, 'globalPrivacyControl', { value: true }));
  const page = await context.newPage();
  const sent: string[] = [];
  page.on('request', (request) => {
    if (request.url().includes('/api/events')) sent.push(request.url());
  });
  await page.goto(`/marketplace/${PRODUCT.slug}`);
  await page.getByRole('button', { name: 'Cookies and counting' }).click();
  await expect(page.getByText('Your browser asks not to be followed.')).toBeVisible();
  await page.goto('/marketplace');
  expect(sent).toEqual([]);
  // Somebody who sends it all the same is not written down either.
  expect((await page.request.post('/api/events', { data: { events: [{ name: 'view', place: 'home' }] } })).status()).toBe(204);
  expect(await withDatabase(async (client) => (await client.query('select from analytics_events where at >= $1 and place = $2', [since, 'home'])).rowCount)).toBe(0);
  expect((await context.cookies()).map(({ name }) => name)).not.toContain('latchkey-visitor');
  await context.close();
});

test('somebody looks and buys; the seller’s dashboard shows it, and the admin’s', async ({ page, browser }) => {
  test.setTimeout(120_000);
  const since = new Date();
  const seller = await signInAs(browser, 'seller', `/seller/${PRODUCT.seller}?days=7`);
  const expectQuiet = watchConsole(seller);
  const row = seller.getByRole('table', { name: 'Products, from looking to having' }).getByRole('row').filter({ hasText: PRODUCT.title });
  const figure = async (name: string) => Number((await seller.locator('dl > div', { has: seller.getByText(name, { exact: true }) }).first().locator('dd > span').first().innerText()).replaceAll(/[^\d.]/g, ''));
  await expect(seller.getByRole('heading', { name: 'Numbers' })).toBeVisible();
  await expectAccessible(seller);
  const [orders, views] = [await figure('Orders'), await figure('Views')];

  await page.goto(`/marketplace/${PRODUCT.slug}`);
  // One visitor, however often the page told it, and one without a cookie.
  await expect.poll(async () => [...new Set(await told('view', since))], { timeout: 30_000 }).toEqual([expect.stringMatching(/^d_/)]);
  await signIn(page, `dashboard-${Date.now()}@example.test`, `/marketplace/${PRODUCT.slug}`);
  await page.getByRole('button', { name: /^Unlock for/ }).first().click();
  await payByCard(page);
  await expect(page.getByRole('heading', { name: 'Paid, and yours' })).toBeVisible({ timeout: 20_000 });

  await expect(async () => {
    await seller.reload();
    expect(await figure('Orders')).toBe(orders + 1);
  }).toPass({ timeout: 20_000 });
  // The same browser on the same day is one visitor, also where this story ran before.
  expect(await figure('Views')).toBeGreaterThanOrEqual(views);
  await expect(row).toContainText(/\d+ views?/);
  const [download] = await Promise.all([seller.waitForEvent('download'), seller.getByRole('link', { name: 'CSV of Products, from looking to having' }).click()]);
  expect(download.suggestedFilename()).toBe(`${PRODUCT.seller} products 7 days.csv`);
  await seller.getByRole('link', { name: 'A year' }).click();
  await seller.waitForURL(/days=365/);
  await expect(seller.getByRole('heading', { name: 'Earned by week' })).toBeVisible();
  expectQuiet();

  const admin = await signInAs(browser, 'admin', '/admin/analytics?days=7');
  await expect(admin.getByRole('heading', { name: 'From discovering to downloading' })).toBeVisible();
  await expect(admin.getByRole('listitem').filter({ hasText: 'Bought' })).toContainText(/[1-9]/);
  await expectAccessible(admin);
});
