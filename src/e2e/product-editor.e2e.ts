import { expect, test, type Page } from '@playwright/test';
import sharp from 'sharp';
import { DEMO_ACCOUNTS } from '@/shared/demo-accounts';
import { writeZip } from '@/testing/zip-writer';
import { expectAccessible, signInAs, watchConsole } from './support';

const MAKER = `/seller/${DEMO_ACCOUNTS.maker.organizationSlug}/products`;
const SHOP = `/seller/${DEMO_ACCOUNTS.seller.organizationSlug}/products`;

const photo = () => sharp({ create: { width: 1_200, height: 900, channels: 3, background: '#b9c2b0' } }).composite([{ input: { create: { width: 700, height: 260, channels: 3, background: '#3c4a5c' } } }]).jpeg().toBuffer();
const kit = (name: string, text: string) => writeZip([{ name: 'package.json', content: JSON.stringify({ name, version: '1.0.0' }) }, { name: 'README.md', content: `# ${name}\n${text}` }]);

async function startDraft(page: Page, { home, title, type }: { home: string; title: string; type: string }): Promise<void> {
  await page.goto(`${home}/new`);
  await expect(page.getByRole('heading', { level: 1, name: 'New product' })).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel('What it is called').fill(title);
  await page.getByRole('radio', { name: new RegExp(`^${type}`) }).check();
  await page.getByRole('button', { name: 'Start the draft' }).click();
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
}

async function publish(page: Page, title: string): Promise<void> {
  await page.goto('/admin/products');
  await expect(page.getByRole('heading', { level: 1, name: 'Products' })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('link', { name: title }).click();
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Publish' }).click();
  await expect(page.getByText('It is on sale.').first()).toBeVisible();
}

test('a sneaker is written, reviewed and sold; its title edited', async ({ page, browser }) => {
  test.setTimeout(180_000);
  const quiet = watchConsole(page, [/status of 415/]);
  const title = `Halden Strider ${Date.now().toString(36)}`;
  await signInAs(page, 'maker', MAKER);
  await expect(page.getByRole('heading', { level: 1, name: 'Products' })).toBeVisible();
  await expectAccessible(page);
  await startDraft(page, { home: MAKER, title, type: 'Sneaker' });
  await expectAccessible(page);
  await expect(page.getByRole('button', { name: 'Submit for review' })).toBeDisabled();

  await page.getByLabel('Summary').fill('Knit upper, cork sole.');
  await page.getByLabel('Description').fill('Made for **gravel**. <script>alert(1)</script>');
  await page.getByLabel('Tags').fill('running, gravel');
  await page.getByRole('group', { name: 'Condition' }).getByRole('radio', { name: 'New', exact: true }).check();
  await page.getByRole('button', { name: 'Save the words' }).click();
  await expect(page.getByText('Saved.')).toBeVisible();

  await page.getByLabel('Drop pictures here').setInputFiles({ name: 'page.png', mimeType: 'image/png', buffer: Buffer.from('<html></html>') });
  await expect(page.getByText('This is no picture we take')).toBeVisible();
  await page.getByLabel('Drop pictures here').setInputFiles({ name: 'side.jpg', mimeType: 'image/jpeg', buffer: await photo() });
  await expect(page.getByRole('img', { name: 'Picture 1' })).toBeVisible();
  await page.getByLabel('What picture 1 shows').fill('From the side, on grey');
  await page.getByLabel('What picture 1 shows').blur();
  await expect(page.getByRole('img', { name: 'From the side, on grey' })).toBeVisible();

  await page.getByLabel('Sizes').fill('45-39');
  await expect(page.getByText('Write the smaller size first: 39-45.')).toBeVisible();
  await page.getByLabel('Sizes').fill('39-45');
  await expect(page.getByText('7 variants.')).toBeVisible();
  await page.getByLabel('Weight of each, packed').fill('900');
  await page.getByRole('button', { name: 'Save the variants' }).click();
  await expect(page.getByText('The variants are saved.')).toBeVisible();

  await page.getByLabel('USD').fill('139');
  await page.getByLabel('Sell in another currency').selectOption('eur');
  await page.getByLabel('EUR').fill('0.10');
  await page.getByRole('button', { name: 'Save the prices' }).click();
  await expect(page.getByText('At least €0.50.')).toBeVisible();
  await page.getByLabel('EUR').fill('129,50');
  await page.getByRole('button', { name: 'Save the prices' }).click();
  await expect(page.getByText('The prices are saved.')).toBeVisible();
  await expect(page.getByText('Nothing is missing.')).toBeVisible();
  await expectAccessible(page);

  const editor = page.url();
  await page.getByRole('link', { name: 'Preview' }).click();
  await expect(page.getByText('Only your people see this page')).toBeVisible();
  await expect(page.locator('h1', { hasText: title })).toBeVisible();
  await page.goto(editor);
  await page.getByRole('button', { name: 'Submit for review' }).click();
  await expect(page.getByText('The shop is looking at it.')).toBeVisible();

  const office = await signInAs(browser, 'admin', '/admin/products');
  await publish(office, title);
  await office.close();

  await page.goto(`/marketplace?q=${encodeURIComponent(title)}`);
  await expect(page.getByRole('link', { name: new RegExp(title) }).first()).toBeVisible();
  await page.goto(editor);
  await page.getByLabel('Title').fill(`${title} II`);
  await page.getByRole('button', { name: 'Save the words' }).click();
  await expect(page.getByText('Saved. The shop shows it in a moment.')).toBeVisible();
  await page.goto(`/marketplace?q=${encodeURIComponent(`${title} II`)}`);
  await expect(page.getByRole('link', { name: new RegExp(`${title} II`) }).first()).toBeVisible();
  quiet();
});

test('a download gets its first version, is published, and a later version is withdrawn', async ({ page, browser }) => {
  test.setTimeout(180_000);
  const quiet = watchConsole(page, [/409/]);
  const title = `Relay kit ${Date.now().toString(36)}`;
  await signInAs(page, 'seller', SHOP);
  await startDraft(page, { home: SHOP, title, type: 'Node kit' });
  await page.getByLabel('Summary').fill('A relay in 80 lines.');
  await page.getByLabel('Description').fill('It relays.');
  await page.getByRole('button', { name: 'Save the words' }).click();
  await expect(page.getByText('Saved.')).toBeVisible();
  await page.getByLabel('USD').fill('19');
  await page.getByRole('button', { name: 'Save the prices' }).click();
  await expect(page.getByText('The prices are saved.')).toBeVisible();
  await page.getByLabel('Drop the files here').setInputFiles({ name: 'relay.zip', mimeType: 'application/zip', buffer: kit('relay', 'One') });
  await page.getByLabel('What is new').fill('The first one.');
  await page.getByRole('button', { name: 'Add the version' }).click();
  await expect(page.getByText('Waits for the review')).toBeVisible();
  await page.getByRole('button', { name: 'Submit for review' }).click();
  await expect(page.getByText('The shop is looking at it.')).toBeVisible();
  const office = await signInAs(browser, 'admin', '/admin/products');
  await publish(office, title);
  await office.close();

  await page.reload();
  await page.getByLabel('Drop the files here').setInputFiles({ name: 'relay.zip', mimeType: 'application/zip', buffer: kit('relay', 'Two') });
  await page.getByLabel('Version', { exact: true }).fill('1.0.0');
  await page.getByLabel('What is new').fill('The second one.');
  await page.getByRole('button', { name: 'Release the version' }).click();
  await expect(page.getByText('Version 1.0.0 is published and never changes. Raise the number.')).toBeVisible();
  // Nothing typed or chosen is lost.
  await expect(page.getByLabel('What is new')).toHaveValue('The second one.');
  await page.getByLabel('Version', { exact: true }).fill('1.1.0');
  await page.getByRole('button', { name: 'Release the version' }).click();
  await expect(page.getByRole('heading', { name: '1.1.0' })).toBeVisible();
  await page.getByRole('button', { name: 'Withdraw version 1.1.0' }).click();
  await page.getByLabel('Reason').fill('It relays twice.');
  await page.getByRole('button', { name: 'Withdraw 1.1.0' }).click();
  await expect(page.getByText('Withdrawn', { exact: true })).toBeVisible();
  await expect(page.getByText('It relays twice.')).toBeVisible();
  await expectAccessible(page);
  quiet();
});
