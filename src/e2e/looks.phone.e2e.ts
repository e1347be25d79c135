import { expect, test } from '@playwright/test';

for (const path of ['/', '/marketplace', '/sign-in', '/no-such-page']) {
  test(`${path} fits a phone`, async ({ page }) => {
    await page.goto(path);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
  });
}

test('the phone menu keeps focus, closes on Escape and gives focus back', async ({ page }) => {
  await page.goto('/marketplace');
  const button = page.getByRole('button', { name: 'Open menu' });
  await button.press('Enter');
  const menu = page.getByRole('dialog', { name: 'Menu' });
  await expect(menu).toBeVisible();
  await expect(menu.getByRole('button', { name: 'Close' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(menu).toBeHidden();
  await expect(button).toBeFocused();
  await button.press('Enter');
  await menu.getByRole('link', { name: 'Runbooks' }).click();
  await expect(page).toHaveURL(/type=runbook/);
  await expect(menu).toBeHidden();
});

test('filters open as a sheet and count only when they are sent', async ({ page }) => {
  await page.goto('/marketplace');
  await page.getByRole('button', { name: /^Filters/ }).click();
  const sheet = page.getByRole('dialog', { name: 'Filters' });
  await sheet.getByRole('checkbox', { name: /Runbooks/ }).check();
  await sheet.getByRole('checkbox', { name: /Prompts/ }).check();
  await expect(page).toHaveURL('/marketplace');
  await sheet.getByRole('button', { name: 'Show results' }).click();
  await expect(page).toHaveURL(/type=runbook&type=prompt|type=prompt&type=runbook/);
  await expect(sheet).toBeHidden();
  await page.getByRole('button', { name: /^Filters/ }).click();
  await expect(sheet.getByRole('checkbox', { name: /Runbooks/ })).toBeChecked();
});
