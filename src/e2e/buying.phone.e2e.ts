import { expect, test } from '@playwright/test';
import { expectAccessible, payByCard, signIn, watchConsole } from './support';

test('on a phone: filtered in the sheet, read, bought from the bar at the foot', async ({ page }) => {
  test.setTimeout(90_000);
  const expectQuiet = watchConsole(page);
  await signIn(page, `phone-${Date.now()}@example.test`, '/marketplace');
  await page.getByRole('button', { name: /^Filters/ }).click();
  const sheet = page.getByRole('dialog', { name: 'Filters' });
  await sheet.getByRole('checkbox', { name: /Notebooks/ }).check();
  await expectAccessible(page);
  await sheet.getByRole('button', { name: 'Show results' }).click();
  await expect(page).toHaveURL('/marketplace?type=jupyter');
  await expect(sheet).toBeHidden();
  await expectAccessible(page);

  await page.goto('/marketplace/cohort-ledger');
  const unlock = page.getByRole('button', { name: /^Unlock for \$39\.00/ });
  // The promise of the first screen: the act is on it, and only once.
  await expect(unlock).toHaveCount(1);
  await expect(unlock).toBeInViewport({ ratio: 1 });
  await expectAccessible(page);
  await page.getByRole('heading', { name: 'Goes well with it' }).scrollIntoViewIfNeeded();
  const bar = page.getByRole('region', { name: 'Buy', exact: true });
  await expect(bar.getByText('$39', { exact: true })).toBeVisible();
  await expect(bar.getByRole('button', { name: 'Unlock for $39.00' })).toBeInViewport({ ratio: 1 });
  await expectAccessible(page);
  await bar.getByRole('button', { name: 'Unlock for $39.00' }).click();
  await page.getByText('a stand-in for Stripe').waitFor();
  await payByCard(page);
  await expect(page.getByRole('heading', { level: 1, name: 'Paid, and yours' })).toBeVisible({ timeout: 20_000 });
  await expectAccessible(page);
  await page.goto('/marketplace/cohort-ledger');
  await expect(page.getByText(/Yours since/)).toBeVisible();
  await page.getByRole('heading', { name: 'Goes well with it' }).scrollIntoViewIfNeeded();
  await expect(bar).toHaveCount(0);
  for (const path of ['/account/keys', '/account/orders', '/account/security']) {
    await page.goto(path);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expectAccessible(page);
  }
  expectQuiet();
});
