import { expect, test } from '@playwright/test';
import { expectAccessible, signIn, signInAs, watchConsole } from './support';

test('a buyer asks a seller, both write as they read, a file goes along, a block closes it and opens again', async ({ page, browser }) => {
  test.setTimeout(120_000);
  const expectQuiet = watchConsole(page, [/status of 403/]);
  const question = `Does it run on Node 20? ${Date.now()}`;
  const email = `asker-${Date.now()}@example.test`;

  const slug = 'app-router-admin';

  // Visitors sign in first, and come back to the product.
  await page.goto(`/marketplace/${slug}`);
  await page.getByRole('button', { name: 'Ask the seller' }).click();
  await page.waitForURL(/\/sign-in/);
  await signIn(page, email, `/marketplace/${slug}`);
  await page.getByRole('button', { name: 'Ask the seller' }).click();
  await page.waitForURL(/\/account\/messages\/thr_/);
  await expectAccessible(page);
  await page.getByLabel(/Message to/).fill(question);
  await page.keyboard.press('Enter');
  const log = page.getByRole('log');
  await expect(log.getByText(question)).toBeVisible();
  await expect(log.getByText('Sending')).toHaveCount(0);

  const seller = await signInAs(browser, 'seller', '/account/messages');
  await expect(seller.getByText(question)).toBeVisible();
  await expectAccessible(seller);
  await seller.getByRole('link', { name: new RegExp(question.slice(-13)) }).click();
  await expect(seller.getByRole('log').getByText(question)).toBeVisible();
  await seller.getByLabel(/Message to/).fill('It does.\nAnd on 22 as well: https://example.test/');
  await seller.getByRole('button', { name: 'Send' }).click();

  // It comes by itself, and its address leads nowhere.
  await expect(log.getByText('And on 22 as well')).toBeVisible();
  await expect(log.getByRole('link', { name: /example\.test/ })).toHaveCount(0);

  await page.getByLabel('Attach files').setInputFiles({ name: 'failure.log', mimeType: 'text/plain', buffer: Buffer.from('it failed on line 3') });
  await expect(page.getByRole('list', { name: 'Files to send' }).getByText('failure.log')).toBeVisible();
  await page.getByRole('button', { name: 'Send' }).click();
  await expect(seller.getByRole('log').getByRole('link', { name: 'failure.log' })).toBeVisible();
  const download = seller.waitForEvent('download');
  await seller.getByRole('log').getByRole('link', { name: 'failure.log' }).click();
  expect((await download).suggestedFilename()).toBe('failure.log');
  await expectAccessible(seller);

  // What one took back is gone for the other as well.
  await page.getByRole('button', { name: /More about the message/ }).last().click();
  await page.getByRole('menuitem', { name: 'Take it back' }).click();
  await expect(seller.getByRole('log').getByText('Taken back')).toBeVisible();

  await seller.getByRole('button', { name: 'Block' }).click();
  await expectAccessible(seller);
  await seller.getByRole('button', { name: /^Block ./ }).click();
  await expect(page.getByText(/takes no messages from you any more/)).toBeVisible();
  await expect(page.getByLabel(/Message to/)).toHaveCount(0);
  await expectAccessible(page);
  await seller.getByRole('button', { name: /^Unblock/ }).click();
  await page.getByLabel(/Message to/).fill('Thank you.');
  await page.getByRole('button', { name: 'Send' }).click();
  await expect(seller.getByRole('log').getByText('Thank you.')).toBeVisible();

  // The other one looks elsewhere: the header says that something waits.
  await seller.goto('/seller/northbeam-tools/messages');
  await expect(seller.getByRole('list', { name: 'Conversations' })).toBeVisible();
  await expectAccessible(seller);
  await page.getByLabel(/Message to/).fill('One more thing.');
  await page.getByRole('button', { name: 'Send' }).click();
  await expect(seller.getByRole('link', { name: /^Messages, \d+ unread$/ })).toBeVisible();
  await expect(seller.getByText('One more thing.')).toBeVisible();
  await seller.context().close();
  expectQuiet();
});
