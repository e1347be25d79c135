import { expect, test, type Page } from '@playwright/test';
import { expectAccessible, mailTo, signIn, watchConsole } from './support';

const newcomer = (who: string) => `${who}-${Date.now()}@example.test`;
const keyCount = (page: Page) => page.getByRole('button', { name: /^Download/ });

/** Stands on a product's page as a person signed in just now. */
async function stepInAt(page: Page, who: string, path: string): Promise<string> {
  const email = newcomer(who);
  await signIn(page, email, path);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  return email;
}

async function goToStripe(page: Page, unlock: string): Promise<void> {
  await page.getByRole('button', { name: unlock }).click();
  await page.getByText('a stand-in for Stripe').waitFor();
}

test('a free pack is unlocked in one click, and Stripe is never asked', async ({ page }) => {
  const expectQuiet = watchConsole(page);
  const visited: string[] = [];
  page.on('framenavigated', (frame) => visited.push(new URL(frame.url()).host));
  const email = await stepInAt(page, 'free', '/marketplace/alt-text-writer');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Unlock for free' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'It is yours' })).toBeVisible();
  await expect(page.getByText('Nothing was charged. The receipt is in your mail.')).toBeVisible();
  await expectAccessible(page);
  const [download] = await Promise.all([page.waitForEvent('download'), keyCount(page).click()]);
  expect(download.suggestedFilename()).toContain('alt-text-writer');

  await page.getByRole('link', { name: 'See the order' }).click();
  await expect(page.getByRole('heading', { level: 1, name: /^Order LK-/ })).toBeVisible();
  await expect(page.getByText('$0.00').first()).toBeVisible();
  await expectAccessible(page);
  await page.goto('/marketplace/alt-text-writer');
  await expect(page.getByText(/Yours since/)).toBeVisible();
  await expect(page.getByRole('button', { name: /Unlock/ })).toHaveCount(0);
  await mailTo(email, 'Your key to');
  expect([...new Set(visited.filter((host) => host !== ''))]).toEqual([new URL(page.url()).host]);
  expectQuiet();
});

test('a bank debit is called what it is until it settles, then the key is cut; one that fails says so', async ({ page }) => {
  test.setTimeout(90_000);
  const expectQuiet = watchConsole(page);
  const email = await stepInAt(page, 'debit', '/marketplace/sql-reviewer');
  await goToStripe(page, 'Unlock for $12.00');
  await page.getByRole('button', { name: /bank debit/ }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Your bank is still moving the money' })).toBeVisible();
  await expect(page.getByText(/When the \$12\.00 arrive, we hand everything over/)).toBeVisible();
  await expect(keyCount(page)).toHaveCount(0);
  await expectAccessible(page);
  await expect(page.getByRole('heading', { level: 1, name: 'Paid, and yours' })).toBeVisible({ timeout: 30_000 });
  await expect(keyCount(page)).toBeVisible();
  expect((await mailTo(email, 'Your key to SQL Reviewer')).text).toContain('$12.00');

  await page.goto('/marketplace/microcopy-editor');
  await goToStripe(page, 'Unlock for $8.00');
  await page.getByText('Test numbers').click();
  const failing = page.locator('dt', { has: page.locator('xpath=following-sibling::dd[1][contains(., "bank debit, fails")]') });
  await page.getByLabel('IBAN or account number').fill((await failing.innerText()).trim());
  await page.getByRole('button', { name: /bank debit/ }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'The payment failed' })).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText('Nothing was charged, and nothing was handed over.')).toBeVisible();
  await expectAccessible(page);
  await mailTo(email, 'Your payment did not go through');
  await page.goto('/account/keys');
  await expect(keyCount(page)).toHaveCount(1);
  await expectAccessible(page);
  expectQuiet();
});

test('who turns back at Stripe finds the order waiting, may go on paying, and may cancel it', async ({ page }) => {
  const expectQuiet = watchConsole(page, [/status of 410/]);
  await stepInAt(page, 'abandon', '/marketplace/otel-wiring');
  await goToStripe(page, 'Unlock for $29.00');
  await page.getByRole('link', { name: 'Back, without paying' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'OTel Wiring' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Unlock for $29.00' })).toBeEnabled();

  await page.goto('/account/orders');
  await expect(page.getByRole('cell', { name: 'Not paid yet' })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('link', { name: /^LK-/ }).click();
  await expect(page.getByRole('link', { name: 'Pay $29.00' })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Pay $29.00' }).click();
  await page.getByText('a stand-in for Stripe').waitFor();
  const sessionUrl = page.url();
  await page.goBack();
  await page.getByRole('button', { name: 'Cancel this order' }).click();
  await expect(page.getByText('Canceled', { exact: true })).toBeVisible();
  await expect(page.getByText('Not paid', { exact: true })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Pay $29.00' })).toHaveCount(0);
  await expectAccessible(page);

  // Stripe's page is closed with it: nothing can be paid there any more.
  await page.goto(sessionUrl);
  await expect(page.getByRole('button', { name: /^Pay/ })).toHaveCount(0);
  await page.goto('/account/keys');
  await expect(page.getByRole('heading', { name: 'No keys yet' })).toBeVisible();
  expectQuiet();
});
