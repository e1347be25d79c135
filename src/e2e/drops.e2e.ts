import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test, type Browser, type Locator, type Page } from '@playwright/test';
import { createStocked } from '@/testing/stock';
import { expectAccessible, mailTo, port, signIn, watchConsole, withDatabase } from './support';

const run = promisify(execFile);
const stamp = Date.now();

async function person(browser: Browser, email: string, to: string): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  await signIn(page, email, to);
  return page;
}

/** A seller of this person's, active, with a shoe of three sizes. */
function arrangeSeller(email: string): Promise<{ productSlug: string }> {
  return withDatabase(async (client) => {
    const [org, seller] = [`org_${stamp}`, `slr_${stamp}`];
    await client.query('insert into organizations (id, slug, name) values ($1, $2, $3)', [org, `drop-desk-${stamp}`, 'Drop desk']);
    await client.query(`insert into organization_members (organization_id, user_id, role) select $1, id, 'owner' from users where email = $2`, [org, email]);
    await client.query(`insert into sellers (id, organization_id, slug, name, lifecycle) values ($1, $2, $3, 'Drop desk', 'active')`, [seller, org, `drop-desk-${stamp}`]);
    const { slug } = await createStocked(client, seller, { slug: `harbour-runner-${stamp}`, units: [4, 2, 0] });
    return { productSlug: slug };
  });
}

/** Lets the hours pass: moves every time of the drop back by as many. */
const passHours = (dropId: string, hours: number) =>
  withDatabase((client) => client.query(`update drops set created_at = created_at - $2 * interval '1 hour', entries_open_at = entries_open_at - $2 * interval '1 hour', entries_close_at = entries_close_at - $2 * interval '1 hour', closed_at = closed_at - $2 * interval '1 hour' where id = $1`, [dropId, hours]));

/** The job runs each minute; this does not wait for it. */
const turn = () => withDatabase((client) => client.query(`select app.enqueue('turn-drops', '{}'::json)`));

/** What a job brings about is on the page some reloads later. */
async function expectSoon(page: Page, thing: Locator): Promise<void> {
  await expect(async () => {
    await page.reload();
    await expect(thing).toBeVisible({ timeout: 1_000 });
  }).toPass({ timeout: 30_000 });
}

test('a seller counts stock and announces a drop; three people enter, one wins, and anybody can check the draw', async ({ page, browser }) => {
  test.setTimeout(240_000);
  const expectQuiet = watchConsole(page, [/status of 40[1349]/]);
  const sellerEmail = `drop-seller-${stamp}@example.test`;
  await signIn(page, sellerEmail);
  const { productSlug } = await arrangeSeller(sellerEmail);
  const desk = `/seller/drop-desk-${stamp}`;

  await page.goto(`${desk}/stock`);
  await expectAccessible(page);
  await page.getByRole('button', { name: `Adjust ${productSlug}, 42` }).click();
  await expectAccessible(page);
  await page.getByLabel('Units that came').fill('3');
  await page.getByLabel('Note').fill('From the harbour');
  await page.getByLabel('Tell us at or below').fill('5');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('row', { name: /42 Low/ })).toBeVisible();
  await page.getByRole('link', { name: `Movements of ${productSlug}, 42` }).click();
  await expect(page.getByText('From the harbour')).toBeVisible();
  await expectAccessible(page);

  await page.goto(`${desk}/drops`);
  await expectAccessible(page);
  await page.getByRole('link', { name: 'New drop' }).click();
  await page.getByRole('link', { name: `Choose ${productSlug}` }).click();
  await expectAccessible(page);
  const inHours = (hours: number) => new Date(stamp + hours * 3_600_000).toISOString().slice(0, 16);
  await page.getByLabel('Entries open, UTC').fill(inHours(-1));
  await page.getByLabel('Entries close, UTC').fill(inHours(2));
  await page.getByLabel('41', { exact: true }).fill('1');
  await page.getByRole('button', { name: 'Announce the drop' }).click();
  await page.waitForURL(/\/drops\/drp_/);
  const dropId = new URL(page.url()).pathname.split('/').pop() ?? '';
  await expect(page.getByText(/Drop is open until/)).toBeVisible();
  await expectAccessible(page);

  const emails = [1, 2, 3].map((index) => `drop-${index}-${stamp}@example.test`);
  const people: Page[] = [];
  for (const email of emails) {
    const entrant = await person(browser, email, `/drops/${dropId}`);
    await entrant.getByRole('button', { name: 'Enter the drop' }).click();
    await expect(entrant.getByText('You are in. Your place is drawn after entries close.')).toBeVisible();
    people.push(entrant);
  }
  await expectAccessible(people[0] ?? page);

  await passHours(dropId, 3);
  await turn();
  await expectSoon(page, page.getByRole('row').first());
  await expect(page.getByText(/^Entries are closed/)).toBeVisible();
  await expect(page.getByRole('row')).toHaveCount(4);
  await expectAccessible(page);
  await passHours(dropId, 1);
  await turn();
  await expectSoon(page, page.getByText(/^The drop is drawn/));
  await expectAccessible(page);

  const outcomes: string[] = [];
  for (const entrant of people) {
    await entrant.reload();
    outcomes.push(await entrant.getByText(/^You came to place/).innerText());
  }
  await expectAccessible(people[0] ?? page);
  const winner = outcomes.findIndex((outcome) => outcome.startsWith('You came to place 1.'));
  expect(outcomes.filter((outcome) => outcome.includes('You may order 1')).length).toBe(1);
  expect(outcomes[winner]).toContain('You may order 1');
  expect((await mailTo(emails[winner] ?? '', 'You may buy 1')).text).toContain(dropId);

  const { stdout } = await run('npx', ['tsx', 'src/tooling/verify-drop.ts', `http://localhost:${port}/drops/${dropId}`]);
  expect(stdout).toContain(`holds    ${dropId}: 1 of 3 entries won`);
  expectQuiet();
});
