import { expect, test, type Browser, type Page } from '@playwright/test';
import { expectAccessible, mailTo, payByCard, signIn, watchConsole } from './support';

/** One of the shop's people, in a browser of their own. */
async function stepInAs(browser: Browser, name: string, path: string): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  await page.goto(`/sign-in?callbackUrl=${encodeURIComponent(path)}`);
  await page.getByRole('button', { name }).click();
  await page.waitForURL((url) => url.pathname === path.split('?')[0]);
  return page;
}

async function fillCart(page: Page): Promise<void> {
  await page.goto('/marketplace/transit-90-low');
  await page.getByRole('group', { name: 'Size' }).getByRole('radio', { name: /^41\s*In stock/ }).check({ force: true });
  await page.getByRole('button', { name: 'Add size 41 to cart' }).first().click();
  await expect(page.getByText('“Transit 90 Low, 41” is in your cart.')).toBeVisible();
  await page.goto('/marketplace/churn-survival');
  await page.getByRole('button', { name: 'Add to cart' }).click();
  await expect(page.getByText('“Churn Survival” is in your cart.')).toBeVisible();
  await page.goto('/cart');
  await page.getByLabel('Parcels go to').selectOption('Germany');
  await expect(page.getByText(/^Shipping, /)).toBeVisible();
  await page.getByLabel(/^How many of Transit 90 Low/).selectOption('2');
  await expect(page.getByText('$128.00 each')).toBeVisible();
}

/** Pays at the stand-in for Stripe, with an address to send to. */
async function payAtStripe(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Pay / }).click();
  await page.getByText('a stand-in for Stripe').waitFor();
  for (const [label, text] of [['Full name', 'Ida Moberg'], ['Street and number', 'Storgatan 1'], ['City', 'Lund'], ['Postal code', '22222']] as const) await page.getByLabel(label, { exact: true }).fill(text);
  await payByCard(page);
  await page.waitForURL(/checkout\/success/);
}

async function shipOne(page: Page, tracking: string): Promise<void> {
  await page.getByRole('button', { name: 'Ship a parcel' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Transit 90 Low, 41').selectOption('1');
  await dialog.getByLabel('Carrier').fill('');
  await dialog.getByRole('button', { name: 'It is on its way' }).click();
  await expect(dialog.getByText('Say who carries it.')).toBeVisible();
  await expectAccessible(page);
  await dialog.getByLabel('Carrier').fill('PostNord');
  await dialog.getByLabel('Tracking number').fill(tracking);
  await dialog.getByRole('button', { name: 'It is on its way' }).click();
  await expect(page.getByRole('listitem').filter({ hasText: tracking })).toBeVisible();
}

test('shoes and a kit from two sellers: shipped in two parcels, one pair sent back, received, refunded', async ({ page, browser }) => {
  test.setTimeout(240_000);
  const expectQuiet = watchConsole(page);
  const email = `after-${Date.now()}@example.test`;
  await signIn(page, email, '/cart');
  await fillCart(page);
  await expectAccessible(page);
  await payAtStripe(page);
  await expect(page.getByRole('heading', { level: 1, name: /^Paid/ })).toBeVisible({ timeout: 20_000 });
  await page.goto('/account/orders');
  await page.getByRole('link', { name: /LK-/ }).first().click();
  await expect(page.getByRole('heading', { level: 1, name: /^Order LK-/ })).toBeVisible();
  const orderPath = new URL(page.url()).pathname;
  const number = /LK-\d+/.exec(await page.getByRole('heading', { level: 1 }).innerText())?.[0] ?? '';

  const seller = await stepInAs(browser, 'Greta, who makes shoes', '/seller/halden-sport/orders');
  await expectAccessible(seller);
  await expect(seller.getByRole('row', { name: new RegExp(number) })).toContainText('2 × Transit 90 Low, 41');
  const csv = await seller.evaluate(async () => (await fetch('/api/seller/orders/halden-sport.csv')).text());
  expect(csv).toMatch(new RegExp(`^${number},.*Storgatan 1.*,2\\r?$`, 'm'));
  await seller.getByLabel('Number or buyer’s name').fill(number);
  await seller.getByRole('button', { name: 'Find' }).click();
  await seller.getByRole('link', { name: number }).click();
  await expect(seller.getByRole('heading', { level: 1, name: number })).toBeVisible();
  await expect(seller.getByText('Storgatan 1')).toBeVisible();
  // What was bought of others, and for how much, is not theirs to know.
  await expect(seller.getByText('Churn Survival')).toHaveCount(0);
  await expectAccessible(seller);
  await shipOne(seller, 'PN-ONE');
  await expect(seller.getByText('1 to ship, 1 shipped')).toBeVisible();
  await shipOne(seller, 'PN-TWO');
  await expect(seller.getByText('2 shipped')).toBeVisible();
  await seller.getByRole('button', { name: 'Parcel 1 has arrived' }).click();
  await expect(seller.getByText('Delivered', { exact: true })).toBeVisible();
  await expectAccessible(seller);
  expect((await mailTo(email, 'has sent a parcel')).text).toContain('PN-');

  await page.reload();
  await expect(page.getByText('PN-ONE').first()).toBeVisible();
  await expect(page.getByText('PN-TWO').first()).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Return items' }).click();
  await page.getByRole('dialog').getByLabel('Transit 90 Low, 41').selectOption('1');
  await page.getByRole('dialog').getByLabel('Why').fill('One pair is too small');
  await page.getByRole('button', { name: 'Ask for the return' }).click();
  await expect(page.getByText(/seller has not answered yet/)).toBeVisible();
  await expectAccessible(page);

  await seller.goto('/seller/halden-sport/orders?show=returns');
  await expect(seller.getByRole('row', { name: new RegExp(number) })).toContainText('Return asked for');
  await expectAccessible(seller);
  await seller.getByRole('link', { name: number }).click();
  await expect(seller.getByText('“One pair is too small”')).toBeVisible();
  await seller.getByRole('button', { name: 'Accept', exact: true }).click();
  await expectAccessible(seller);
  await seller.getByLabel('A word to the buyer').fill('Send it to Halden, please');
  await seller.getByRole('button', { name: 'Accept it' }).click();
  await expect(seller.getByText('Accepted, on its way')).toBeVisible();
  expect((await mailTo(email, 'Your return is accepted')).text).toContain('Send it to Halden, please');
  await seller.getByRole('button', { name: 'The returned parcel has arrived' }).click();
  await seller.getByLabel('Money back').fill('120');
  await expect(seller.getByLabel('Back to the shelf')).toHaveValue('1');
  await expectAccessible(seller);
  await seller.getByRole('button', { name: 'Receive, and refund $120.00' }).click();
  await expect(seller.getByText('Received', { exact: true })).toBeVisible({ timeout: 20_000 });
  await expect(seller.getByText('Your part of what went back')).toBeVisible();
  await expect(seller.getByText(/1 back on the shelf/)).toBeVisible();
  await expectAccessible(seller);

  await page.goto(orderPath);
  const story = page.getByRole('region', { name: 'What happened' });
  await expect(story.getByText('Refunded', { exact: true })).toBeVisible();
  await expect(story.getByText('$120.00')).toBeVisible();
  await expectAccessible(page);
  expect((await mailTo(email, '$120.00 refunded')).text).not.toContain('no longer');
  await seller.context().close();
  expectQuiet();
});
