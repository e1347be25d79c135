import { readFile } from 'node:fs/promises';
import { expect, test, type Page } from '@playwright/test';
import { expectAccessible, mailTo, payByCard, signIn, signInAs, watchConsole } from './support';

const PRODUCT = '/marketplace/churn-survival';
const newcomer = () => `buyer-${Date.now()}@example.test`;

async function downloadVersion(page: Page, version: string): Promise<Buffer> {
  await page.getByLabel('Version').selectOption(version);
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: /^Download/ }).click()]);
  expect(download.suggestedFilename()).toContain(version);
  return readFile(await download.path());
}

test('a stranger finds a pack in spite of a typo, buys it, downloads two versions, is refused another, and loses access after a refund', async ({ page, browser }) => {
  test.setTimeout(120_000);
  const expectQuiet = watchConsole(page, [/status of 40[123]/]);
  const email = newcomer();

  await page.goto('/');
  await expectAccessible(page);
  await page.getByRole('searchbox').first().fill('chrun survial');
  await page.getByRole('button', { name: 'Search' }).click();
  await expect(page.getByText('These come close')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('link', { name: /Churn Survival/ }).first().click();
  await expect(page.getByRole('heading', { level: 1, name: 'Churn Survival' })).toBeVisible();
  for (const tab of ['Preview', /^Contents/, /^Versions/]) {
    await page.getByRole('tab', { name: tab }).click();
    await expectAccessible(page);
  }

  await page.getByRole('button', { name: 'Unlock for $49.00' }).click();
  await page.waitForURL(/sign-in/);
  await expectAccessible(page);
  await signIn(page, email, PRODUCT);
  await page.getByRole('button', { name: 'Unlock for $49.00' }).click();
  await page.getByText('a stand-in for Stripe').waitFor();
  await payByCard(page, '4000 0000 0000 0002');
  await expect(page.getByText(/card was declined/i).first()).toBeVisible();
  await payByCard(page);
  await page.waitForURL(/checkout\/success/);
  await expect(page.getByRole('heading', { name: 'Paid, and yours' })).toBeVisible({ timeout: 20_000 });
  await expectAccessible(page);

  const latest = await downloadVersion(page, '2.1.0');
  await page.goto('/account/keys');
  await expectAccessible(page);
  const older = await downloadVersion(page, '2.0.0');
  expect(latest.subarray(0, 2).toString()).toBe('PK');
  expect(older.equals(latest)).toBe(false);
  expect((await mailTo(email, 'Your key to Churn Survival')).text).toContain('$49.00');

  // Another pack's link is not minted, also when asked for past the page.
  const refused = await page.evaluate(async () => {
    const response = await fetch('/api/trpc/entitlements.requestDownload', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ json: { productSlug: 'cohort-ledger' } }) });
    return { status: response.status, text: await response.text() };
  });
  expect(refused.status).toBe(403);
  expect(refused.text).not.toContain('signature');

  await page.goto(PRODUCT);
  await expect(page.getByText(/Yours since/)).toBeVisible();

  const admin = await signInAs(browser, 'admin', '/admin/orders');
  await admin.getByLabel('Number or buyer’s mail').fill(email);
  await admin.getByRole('button', { name: 'Find' }).click();
  await expect(admin.getByRole('cell', { name: new RegExp(email) })).toBeVisible();
  await expectAccessible(admin);
  await admin.getByRole('link', { name: /^LK-/ }).click();
  await admin.getByRole('button', { name: 'Refund', exact: true }).click();
  await expect(admin.getByText('Left afterwards')).toBeVisible();
  await expectAccessible(admin);
  await admin.getByLabel('Reason').fill('Bought by mistake');
  await admin.getByRole('button', { name: 'Refund $49.00' }).click();
  await expect(admin.getByText('Refunded', { exact: true }).first()).toBeVisible({ timeout: 20_000 });
  await expect(admin.getByRole('button', { name: 'Refund', exact: true })).toHaveCount(0);
  await admin.goto('/admin/webhooks');
  await expect(admin.getByRole('row').getByText('charge.refunded').first()).toBeVisible();
  await expectAccessible(admin);

  await expect(async () => {
    await page.goto('/account/keys');
    await expect(page.getByRole('heading', { name: 'No keys yet' })).toBeVisible({ timeout: 1_000 });
  }).toPass({ timeout: 20_000 });
  await page.goto('/account/orders');
  await expect(page.getByRole('cell', { name: 'Refunded' })).toBeVisible();
  await expectAccessible(page);
  expect((await mailTo(email, '$49.00 refunded')).text).toContain('$49.00');
  expectQuiet();
});
