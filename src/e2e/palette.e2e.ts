import { expect, test } from '@playwright/test';
import { expectAccessible, signInAs, watchConsole } from './support';

test('from anywhere, by keyboard alone: a product, a page, the list of shortcuts', async ({ page }) => {
  const expectQuiet = watchConsole(page);
  await page.goto('/cart');
  // The browser asks who looks once the page has its script.
  await expect(page.getByRole('banner').getByRole('link', { name: 'Sign in' })).toBeVisible();
  await page.keyboard.press('Control+k');
  const field = page.getByRole('combobox', { name: 'Search everything, go anywhere' });
  await expect(field).toBeFocused();
  await field.fill('postgres failover');
  await expect(page.getByRole('listbox', { name: 'Found' }).getByRole('option').first()).toContainText('Postgres Failover');
  await expectAccessible(page);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL('/marketplace/postgres-failover');
  await expect(field).toBeHidden();

  await page.keyboard.press('Control+k');
  await field.fill('bund');
  await expect(page.getByRole('listbox', { name: 'Found' }).getByRole('option', { name: /^Bundles/ })).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Escape');
  await expect(field).toBeHidden();

  await page.keyboard.press('?');
  const list = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await expect(list).toBeVisible();
  await expectAccessible(page);
  await list.getByRole('checkbox', { name: 'Use single letters in this browser' }).uncheck();
  await page.keyboard.press('Escape');
  await page.keyboard.press('g');
  await page.keyboard.press('c');
  await page.keyboard.press('?');
  await expect(list).toBeHidden();
  await expect(page).toHaveURL(/\/marketplace\//);
  expectQuiet();
});

test('somebody signed in finds their own pages', async ({ page }) => {
  await signInAs(page, 'seller', '/marketplace');
  await expect(page.getByRole('button', { name: 'Account, Nils Aas' })).toBeVisible();
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('combobox', { name: 'Search everything, go anywhere' })).toBeFocused();
  await page.keyboard.type('payouts');
  await expect(page.getByRole('listbox', { name: 'Found' }).getByRole('option', { name: /^Payouts/ }).first()).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/seller\/[^/]+\/payouts/);
});
