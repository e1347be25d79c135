import { expect, test, type Page } from '@playwright/test';
import { writeZip } from '@/testing/zip-writer';
import { expectAccessible, signInAs, watchConsole } from './support';

// A name of its own for each run: the shop keeps what it was given.
const stamp = Date.now().toString(36);
const kit = (name: string) => writeZip([
  { name: 'package.json', content: JSON.stringify({ name, version: '1.0.0', description: 'Counts what passes by', dependencies: { pg: '^8.0.0' } }) },
  { name: 'README.md', content: `# ${name}\n\nCounts what passes by.` },
]);
const library = JSON.stringify({
  schema: 1,
  packs: [
    { slug: `index-${stamp}`, title: `Index ${stamp}`, version: '1.0.0', price_cents: 900, currency: 'usd', files: ['README.md'] },
    { slug: 'Not A Slug', title: 'Wrong', version: 'one', price_cents: 900, currency: 'usd', files: ['README.md'] },
  ],
});
const hostile = writeZip([{ name: 'package.json', content: '{"name":"slip","version":"1.0.0"}' }, { name: '../../escape.js', content: 'void 0' }]);

async function drop(page: Page, ...files: { name: string; mimeType: string; buffer: Buffer }[]): Promise<void> {
  await page.getByLabel('Drop packs here').setInputFiles(files);
}

test('an admin drops good and hostile files, reads what became of each, and the good one is on the shelf', async ({ page, browser }) => {
  test.setTimeout(90_000);
  const expectQuiet = watchConsole(page);
  await signInAs(page, 'admin', '/admin/ingest');
  await expect(page.getByRole('heading', { level: 1, name: 'Ingest' })).toBeVisible();
  await expectAccessible(page);

  const good = `counter-${stamp}.zip`;
  await drop(page,
    { name: good, mimeType: 'application/zip', buffer: kit(`counter-${stamp}`) },
    { name: 'library.json', mimeType: 'application/json', buffer: Buffer.from(library) },
    { name: 'slip.zip', mimeType: 'application/zip', buffer: hostile });
  const report = (name: string) => page.getByRole('listitem').filter({ has: page.getByText(name, { exact: true }) }).getByRole('table');
  await expect(report(good).getByText('New', { exact: true })).toBeVisible({ timeout: 20_000 });
  await expect(report('library.json').getByText('Kept as a draft', { exact: true })).toBeVisible({ timeout: 20_000 });
  const wrong = report('library.json').getByRole('row').filter({ hasText: 'Refused' });
  await expect(wrong).toContainText('slug');
  await expect(report('slip.zip').getByRole('row').filter({ hasText: 'Refused' })).toContainText('escape.js', { timeout: 20_000 });
  await expectAccessible(page);

  // The same bytes again change nothing.
  await drop(page, { name: `again-${good}`, mimeType: 'application/zip', buffer: kit(`counter-${stamp}`) });
  await expect(report(`again-${good}`).getByText('Unchanged', { exact: true })).toBeVisible({ timeout: 20_000 });
  await page.getByRole('region', { name: 'Earlier runs' }).getByRole('link', { name: 'slip.zip' }).first().click();
  await expect(page.getByRole('heading', { level: 1, name: 'slip.zip' })).toBeVisible();
  await expect(page.getByRole('row').filter({ hasText: 'Refused' })).toBeVisible();
  await expectAccessible(page);

  const visitor = await (await browser.newContext()).newPage();
  const expectVisitorQuiet = watchConsole(visitor);
  // The marketplace is a prepared page: the worker has it made anew once something was taken in.
  await expect(async () => {
    await visitor.goto('/marketplace');
    await expect(visitor.locator(`a[href="/marketplace/counter-${stamp}"]`).first()).toBeVisible({ timeout: 1_000 });
  }).toPass({ timeout: 30_000 });
  await visitor.goto(`/marketplace/counter-${stamp}`);
  await expect(visitor.getByRole('heading', { level: 1 })).toBeVisible();
  await visitor.getByRole('tab', { name: /^Contents/ }).click();
  await expect(visitor.getByText('package.json')).toBeVisible();
  await expectAccessible(visitor);
  expect((await visitor.request.get(`/marketplace/index-${stamp}`)).status(), 'a draft is nobody’s business').toBe(404);
  expectVisitorQuiet();
  expectQuiet();
});
