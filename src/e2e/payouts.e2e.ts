import { readFile } from 'node:fs/promises';
import { expect, test } from '@playwright/test';
import { DEMO_ACCOUNTS } from '@/shared/demo-accounts';
import { expectAccessible, payByCard, signIn, signInAs, watchConsole, withDatabase } from './support';

const DESK = `/seller/${DEMO_ACCOUNTS.seller.organizationSlug}`;

/** The hold of an order is over: it was paid for eight days earlier. */
const passEightDays = (orderId: string) =>
  withDatabase(async (client) => {
    await client.query(`update orders set created_at = created_at - interval '8 days', paid_at = paid_at - interval '8 days' where id = $1`, [orderId]);
    await client.query(`update seller_orders set created_at = created_at - interval '8 days', paid_at = paid_at - interval '8 days' where order_id = $1`, [orderId]);
  });

/** What the statements call the month in which the order's sale is booked. */
const monthOf = (orderId: string) =>
  withDatabase(async (client) => {
    const { rows } = await client.query<{ month: string }>(`select to_char(min(posted_at) at time zone 'UTC', 'FMMonth YYYY') as month from ledger_entries where order_id = $1`, [orderId]);
    return rows[0]?.month ?? '';
  });

test('a sale is held, then paid out, and stands in the seller’s statement', async ({ page, browser }) => {
  test.setTimeout(120_000);
  const expectQuiet = watchConsole(page);
  await signIn(page, `payout-${Date.now()}@example.test`, '/marketplace/upload-gate');
  await page.getByRole('button', { name: /^Unlock for/ }).first().click();
  await payByCard(page);
  await expect(page.getByRole('heading', { level: 1, name: 'Paid, and yours' })).toBeVisible({ timeout: 20_000 });
  await page.getByRole('link', { name: 'See the order' }).click();
  const heading = page.getByRole('heading', { level: 1, name: /^Order LK-/ });
  await expect(heading).toBeVisible();
  const number = (await heading.innerText()).replace('Order ', '');
  const orderId = new URL(page.url()).pathname.split('/').pop() ?? '';

  const seller = await signInAs(browser, 'seller', `${DESK}/payouts`);
  const expectSellerQuiet = watchConsole(seller);
  const due = seller.getByRole('row').filter({ hasText: number });
  await expect(due).toContainText('Held');
  await expect(due).toContainText(/Payable on \w+/);
  await expectAccessible(seller);
  await passEightDays(orderId);
  await seller.reload();
  await expect(due).toContainText('Goes out with the next payout');

  const admin = await signInAs(browser, 'admin', '/admin/payouts');
  const expectAdminQuiet = watchConsole(admin);
  await expectAccessible(admin);
  await admin.getByRole('button', { name: 'Pay out now' }).click();
  await expect(admin.getByText('Payouts are made as soon as a worker is free.')).toBeVisible();

  await expect(async () => {
    await seller.reload();
    await seller.getByText('Orders in it').first().click({ timeout: 1_000 });
    await expect(seller.getByRole('article').first()).toContainText(number, { timeout: 1_000 });
    await expect(seller.getByRole('article').first().getByText('Paid', { exact: true })).toBeVisible({ timeout: 1_000 });
  }).toPass({ timeout: 30_000 });
  await expect(seller.getByRole('table', { name: 'Open amounts by order' }).getByText(number)).toHaveCount(0);
  await expectAccessible(seller);
  await admin.reload();
  await expect(admin.getByRole('table', { name: 'Payouts, newest first' }).getByText('Paid', { exact: true }).first()).toBeVisible();
  await expectAccessible(admin);

  await seller.getByRole('link', { name: 'Statements' }).click();
  await expect(seller.getByRole('heading', { level: 1, name: 'Statements' })).toBeVisible();
  await expectAccessible(seller);
  const [file] = await Promise.all([seller.waitForEvent('download'), seller.getByRole('link', { name: `CSV of ${await monthOf(orderId)} in USD` }).click()]);
  expect(await readFile(await file.path(), 'utf8')).toContain(number);
  expectQuiet();
  expectSellerQuiet();
  expectAdminQuiet();
});
