import { expect, test } from '@playwright/test';
import { expectAccessible, signIn, signInAs, watchConsole } from './support';

test('a guest fills a cart, signs in with it, uses a coupon, is told when it is gone, and takes things out', async ({ page, browser }) => {
  test.setTimeout(150_000);
  const expectQuiet = watchConsole(page, [/status of 40[49]/]);
  const code = `CART-${Date.now()}`;

  await page.goto('/cart');
  await expect(page.getByRole('heading', { level: 1, name: 'Your cart is empty' })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('link', { name: 'See bundles' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Bundles' })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Operator', exact: true }).click();
  await expect(page.getByText('5 parts, each by itself')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Add the bundle to the cart' }).click();
  await expect(page.getByText('“Operator” is in your cart.')).toBeVisible();
  await page.goto('/marketplace/transit-90-low');
  await page.getByRole('group', { name: 'Size' }).getByRole('radio', { name: /^42\s*In stock/ }).check({ force: true });
  await page.getByRole('button', { name: 'Add size 42 to cart' }).first().click();
  await expect(page.getByText('“Transit 90 Low, 42” is in your cart.')).toBeVisible();

  await page.getByRole('link', { name: /^Cart/ }).first().click();
  await expect(page.getByRole('heading', { level: 1, name: 'Your cart' })).toBeVisible();
  await expect(page.getByText('Choose the country the parcels go to.')).toBeVisible();
  await page.getByLabel('Parcels go to').selectOption('Germany');
  await expect(page.getByText(/^Shipping, /)).toBeVisible();
  await expectAccessible(page);
  await expect(page.getByRole('link', { name: 'Sign in to pay' })).toBeVisible();
  await signIn(page, `cart-${Date.now()}@example.test`, '/cart');
  await expect(page.getByText('2 things from 2 sellers, one payment')).toBeVisible();
  await expect(page.getByLabel('Parcels go to')).toHaveValue('DE');

  const admin = await signInAs(browser, 'admin', '/admin/coupons');
  await admin.getByLabel('Code').fill(code);
  await admin.getByLabel('How many percent').fill('10');
  await admin.getByRole('button', { name: 'Make the coupon' }).click();
  await expect(admin.getByRole('row', { name: new RegExp(code) })).toContainText('Active');
  await expectAccessible(admin);

  await page.getByLabel('Coupon').fill('NOBODYS-CODE');
  await page.getByRole('button', { name: 'Apply' }).click();
  await expect(page.getByText('There is no coupon NOBODYS-CODE.')).toBeVisible();
  await page.getByLabel('Coupon').fill(code.toLowerCase());
  await page.getByRole('button', { name: 'Apply' }).click();
  await expect(page.getByRole('button', { name: 'Go on without it' })).toBeVisible();
  await expect(page.getByText('Today')).toBeVisible();
  await expectAccessible(page);

  await admin.getByRole('button', { name: `Withdraw ${code}` }).click();
  await expect(admin.getByRole('row', { name: new RegExp(code) })).toContainText('Withdrawn');
  await page.reload();
  await expect(page.getByText(`There is no coupon ${code}.`)).toBeVisible();
  await expect(page.getByRole('button', { name: /^Pay / })).toBeDisabled();
  await page.getByRole('button', { name: 'Go on without it' }).click();
  await expect(page.getByRole('button', { name: /^Pay / })).toBeEnabled();

  await page.getByRole('button', { name: 'Remove Operator' }).click();
  await expect(page.getByText('Operator removed')).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText('2 things from 2 sellers, one payment')).toBeVisible();
  await expectAccessible(page);
  await admin.context().close();
  expectQuiet();
});
