import { expect, test, type Page } from '@playwright/test';
import { expectAccessible, signIn, watchConsole } from './support';

/** Presses Tab until the wanted element has the focus, as somebody without a mouse would. */
async function tabTo(page: Page, name: RegExp, most = 60): Promise<void> {
  for (let step = 0; step < most; step += 1) {
    await page.keyboard.press('Tab');
    const { label, ring } = await page.evaluate(() => {
      const active = document.activeElement;
      const text = active?.getAttribute('aria-label') ?? (active instanceof HTMLInputElement ? active.labels?.[0]?.textContent : active?.textContent) ?? '';
      // A control drawn by its label shows the ring there.
      const shown = [active, active?.closest('label')].some((element) => element && getComputedStyle(element).outlineStyle !== 'none');
      return { label: text, ring: shown };
    });
    if (!name.test(label.trim())) continue;
    expect(ring, `a ring around ${label}`).toBe(true);
    return;
  }
  throw new Error(`no Tab stop called ${name} among ${most}`);
}

test('without a mouse: find, filter, open and unlock', async ({ page }) => {
  test.setTimeout(90_000);
  const expectQuiet = watchConsole(page);
  await signIn(page, `keys-${Date.now()}@example.test`, '/marketplace');
  await page.keyboard.press('/');
  await page.keyboard.type('env');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL('/marketplace?q=env');
  await expect(page.getByText('What fits “env”')).toBeVisible();
  await tabTo(page, /^Free/);
  await page.keyboard.press('Space');
  await expect(page).toHaveURL(/price=free/);
  await expect(page.getByRole('link', { name: 'Free Remove filter' })).toBeVisible();
  await expectAccessible(page);
  await tabTo(page, /^Env Contract/);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Env Contract' })).toBeVisible();
  await tabTo(page, /^About$/);
  await page.keyboard.press('End');
  await expect(page.getByRole('tab', { name: /^Versions/ })).toBeFocused();
  await expect(page.getByText('Buying once includes every version.')).toBeVisible();
  await page.keyboard.press('Shift+Tab');
  const unlock = page.getByRole('button', { name: 'Unlock for free' });
  for (let step = 0; step < 10 && !(await unlock.evaluate((button) => button === document.activeElement)); step += 1) await page.keyboard.press('Shift+Tab');
  await expect(unlock).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'It is yours' })).toBeVisible();
  await tabTo(page, /^Download/);
  const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')]);
  expect(download.suggestedFilename()).toContain('env-contract');
  expectQuiet();
});

test('an address that names a place in a list which is none is a page that is not there', async ({ page }) => {
  await signIn(page, `places-${Date.now()}@example.test`, '/account/orders');
  for (const list of ['/account/orders', '/account/keys', '/account/notifications', '/account/organizations']) expect((await page.request.get(`${list}?after=bm90aGluZw`)).status(), list).toBe(404);
  // What is shown while it loads has been answered by then.
  await page.goto('/marketplace?after=bm90aGluZw');
  await expect(page.getByRole('link', { name: 'Go to the front page' })).toBeVisible();
});

test('going back and forth through search, filters, order and pages brings each choice back', async ({ page }) => {
  const expectQuiet = watchConsole(page);
  await page.goto('/marketplace');
  const filters = page.getByRole('form', { name: 'Filters' });
  const first = () => page.getByRole('heading', { level: 3 }).first();
  await filters.getByRole('checkbox', { name: /Node kits/ }).check();
  await expect(page).toHaveURL('/marketplace?type=node');
  await expect(page).toHaveTitle(/^Node kits/);
  await filters.getByRole('checkbox', { name: /Next kits/ }).check();
  await expect(page).toHaveURL(/type=node&type=next/);
  await page.getByLabel('Sort by').filter({ visible: true }).selectOption('price-low');
  await expect(page).toHaveURL(/sort=price-low/);
  await expect(page.getByRole('main').getByText('Free', { exact: true }).last()).toBeVisible();
  const cheapest = await first().innerText();
  await first().click();
  await expect(page.getByRole('heading', { level: 1, name: cheapest })).toBeVisible();

  await page.goBack();
  await expect(page.getByLabel('Sort by').filter({ visible: true })).toHaveValue('price-low');
  await expect(filters.getByRole('checkbox', { name: /Next kits/ })).toBeChecked();
  await page.goBack();
  await expect(page.getByLabel('Sort by').filter({ visible: true })).toHaveValue('newest');
  await page.goBack();
  await expect(filters.getByRole('checkbox', { name: /Next kits/ })).not.toBeChecked();
  await expect(filters.getByRole('checkbox', { name: /Node kits/ })).toBeChecked();
  await page.goForward();
  await expect(filters.getByRole('checkbox', { name: /Next kits/ })).toBeChecked();
  await filters.getByRole('link', { name: 'Leave out Prompts' }).press('Enter');
  await expect(page.getByRole('link', { name: 'Not Prompts Remove filter' })).toBeVisible();
  await page.getByRole('link', { name: 'Clear all' }).click();
  await expect(page).toHaveURL('/marketplace');

  const onFirst = await first().innerText();
  await page.getByRole('link', { name: 'Next page' }).click();
  await expect(page.getByRole('link', { name: 'First page' })).toBeVisible();
  await expect(first()).not.toHaveText(onFirst);
  await expectAccessible(page);
  await page.goBack();
  await expect(first()).toHaveText(onFirst);
  expectQuiet();
});
