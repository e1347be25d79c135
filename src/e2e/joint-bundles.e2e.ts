import { expect, test, type Page } from '@playwright/test';
import { DEMO_ACCOUNTS } from '@/shared/demo-accounts';
import { expectAccessible, signIn, signInAs, watchConsole } from './support';

/** A shoe of Halden Sport's beside a kit of another seller's, presented by the other. */
const PARTS = [{ words: 'webhook inbox', name: /^Put in Webhook inbox/i }, { words: 'Transit 90 Low', name: /Put in Transit 90 Low/ }];

async function makeBundle(page: Page, title: string): Promise<void> {
  await page.goto('/admin/bundles/new');
  await expect(page.getByRole('heading', { level: 1, name: 'A bundle across sellers' })).toBeVisible();
  for (const { words, name } of PARTS) {
    await page.getByLabel('Find products').fill(words);
    await page.getByLabel('Find products').press('Enter');
    await page.getByRole('button', { name }).first().click();
  }
  await expect(page.getByRole('list', { name: 'Parts of the bundle' }).getByRole('listitem')).toHaveCount(2);
  await page.getByLabel('Title').fill(title);
  await page.getByLabel('Summary').fill('For standing, and for what runs meanwhile');
  await page.getByLabel('Description').fill('A pair of shoes and a kit.');
  await page.getByRole('textbox', { name: 'It costs' }).fill('9000');
  await page.getByRole('button', { name: 'Make the bundle' }).click();
  await expect(page.getByText(/the bundle costs \$9,000\.00\. Ask no more for it/)).toBeVisible();
  await page.getByRole('textbox', { name: 'It costs' }).fill('120');
  await expect(page.getByRole('status').filter({ hasText: 'By themselves' })).toContainText('Saved');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Make the bundle' }).click();
  await expect(page.getByRole('heading', { name: title })).toBeVisible();
}

test('a bundle across sellers is sold once a seller agrees, and not after it withdraws', async ({ page, browser }) => {
  test.setTimeout(180_000);
  // The price above the parts' is refused on purpose.
  const quiet = watchConsole(page, [/status of 400/]);
  const title = `Platform shoes ${Date.now().toString(36)}`;
  await signInAs(page, 'admin', '/admin/bundles');
  await expectAccessible(page);
  await makeBundle(page, title);
  await expect(page.getByText('Halden Sport has not agreed yet.').first()).toBeVisible();
  await expect(page.getByRole('button', { name: `Publish ${title}` })).toBeDisabled();
  await expectAccessible(page);

  const seller = await (await browser.newContext()).newPage();
  const quietSeller = watchConsole(seller);
  const home = `/seller/${DEMO_ACCOUNTS.maker.organizationSlug}/products`;
  await signIn(seller, DEMO_ACCOUNTS.maker.email, home);
  await expect(seller.getByRole('heading', { name: title })).toBeVisible();
  await expectAccessible(seller);
  await seller.getByRole('button', { name: `Agree to ${title}` }).click();
  await expect(seller.getByText('You agreed.').first()).toBeVisible();

  await page.reload();
  await page.getByRole('button', { name: `Publish ${title}` }).click();
  await expect(page.getByText('It is on sale.').first()).toBeVisible();
  await seller.reload();
  await seller.getByRole('button', { name: `Withdraw ${title}` }).click();
  await expect(seller.getByText('You declined, and it is off sale.').first()).toBeVisible();
  await page.reload();
  await expect(page.getByText('Halden Sport has declined.').first()).toBeVisible();
  quietSeller();
  quiet();
});
