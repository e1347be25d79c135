import { expect, test } from '@playwright/test';
import { expectAccessible, watchConsole } from './support';

test('a sneaker is found by its size, its sold-out sizes are shown, and a pair goes into the cart', async ({ page }) => {
  test.setTimeout(90_000);
  const expectQuiet = watchConsole(page);
  await page.goto('/marketplace');
  const filters = page.getByRole('form', { name: 'Filters' });
  await filters.getByRole('checkbox', { name: /^Sneakers/ }).check();
  await expect(page).toHaveURL('/marketplace?type=sneaker');
  // What is sold out everywhere is no size to filter by.
  await expect(filters.getByRole('group', { name: 'Size, in stock' }).getByRole('checkbox', { name: /^44\.5\b/ })).toHaveCount(0);
  await filters.getByRole('checkbox', { name: /^42\b(?!\.)/ }).check();
  await expect(page.getByRole('link', { name: 'Size 42 Remove filter' })).toBeVisible();
  await expect(page.getByRole('link', { name: /Transit 90 Low, worn/ })).toHaveCount(0);
  await expectAccessible(page);

  await page.getByRole('link', { name: /^Transit 90 Low/ }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Transit 90 Low' })).toBeVisible();
  const sizes = page.getByRole('group', { name: 'Size' });
  await expect(sizes.getByRole('radio', { name: /^43\s*Sold out/ })).toBeVisible();
  await sizes.getByRole('radio', { name: /^43\s*Sold out/ }).check({ force: true });
  await expect(page.getByRole('button', { name: /to cart$/ })).toHaveCount(0);
  await expect(page.getByRole('link', { name: 'Sign in to be told when it is back' })).toBeVisible();
  // Sizes are one group: arrow keys go from one to the next.
  await sizes.getByRole('radio', { name: /^43\s*Sold out/ }).focus();
  await page.keyboard.press('ArrowLeft');
  await expect(sizes.getByRole('radio', { name: /^42\.5/ })).toBeChecked();
  await sizes.getByRole('radio', { name: /^42\s*In stock/ }).check({ force: true });
  await expect(page.getByText('Denmark, Finland, Norway, Sweden')).toBeVisible();
  await page.getByRole('group', { name: 'Pictures' }).getByRole('radio', { name: /^The sole/ }).check({ force: true });
  await expect(page.getByRole('img', { name: /^The sole/ })).toBeVisible();
  await expectAccessible(page);

  await page.getByRole('button', { name: 'Add size 42 to cart' }).first().click();
  await expect(page.getByText(/“Transit 90 Low, 42” is in your cart\./)).toBeVisible();
  await expect(page.getByRole('link', { name: /^Cart/ }).first()).toContainText('1');
  expectQuiet();
});

test('goods are found by words: a kind with a size, a brand, a misspelt one', async ({ page }) => {
  const expectQuiet = watchConsole(page);
  for (const words of ['sneaker 42', 'halden', 'transt']) {
    await page.goto(`/marketplace?q=${encodeURIComponent(words)}`);
    await expect(page.getByRole('link', { name: /Transit 90 Low/ }).first(), words).toBeVisible();
  }
  await page.goto('/marketplace/night-desk-mat');
  await expect(page.getByText('This is sold out.')).toBeVisible();
  await expectAccessible(page);
  expectQuiet();
});
