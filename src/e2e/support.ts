import { readFile } from 'node:fs/promises';
import AxeBuilder from '@axe-core/playwright';
import { expect, type Browser, type Page } from '@playwright/test';
import pg from 'pg';
import { DEMO_ACCOUNTS, type DemoAccount } from '@/shared/demo-accounts';

/** Where the shop under test listens; its parts are counted from here (src/sandbox/plan.ts). */
export const port = Number(process.env.E2E_PORT ?? 3900);
const inbox = `http://localhost:${port + 25}`;
const stateDir = process.env.LATCHKEY_STATE_DIR ?? 'node_modules/.cache/latchkey-e2e';

/** The shop's database as its owner: only for what no page can do, as letting days pass. */
export async function withDatabase<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  const password = (await readFile(`${stateDir}/postgres/owner-password`, 'utf8')).trim();
  const client = new pg.Client({ host: '127.0.0.1', port: port + 54, user: 'postgres', password, database: 'latchkey' });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** A message as the mail catcher tells of it. */
interface CaughtMail {
  id: string;
  subject: string;
  text: string;
}

/** What has arrived there so far. */
export async function messagesTo(address: string): Promise<CaughtMail[]> {
  const response = await fetch(`${inbox}/api/messages?to=${encodeURIComponent(address)}`);
  return (await response.json()) as CaughtMail[];
}

/** The newest message to an address whose subject holds `subject`, and which is none of those `seen`; waits for it. */
export async function mailTo(address: string, subject: string, seen: readonly CaughtMail[] = []): Promise<CaughtMail> {
  let found: CaughtMail | undefined;
  await expect(async () => {
    const messages = await messagesTo(address);
    found = messages.find((message) => message.subject.includes(subject) && !seen.some(({ id }) => id === message.id));
    expect(found, `a mail to ${address} about ${subject}`).toBeDefined();
  }).toPass({ timeout: 15_000 });
  if (!found) throw new Error('unreachable: toPass has seen it');
  return found;
}

/** Signs in with the emailed code, as a person would. */
export async function signIn(page: Page, email: string, to = '/'): Promise<void> {
  await page.goto(`/sign-in?callbackUrl=${encodeURIComponent(to)}`);
  await page.getByLabel('Mail address').fill(email);
  const seen = await messagesTo(email);
  await page.getByRole('button', { name: /send|continue/i }).click();
  await expect(page.getByRole('heading', { name: 'Check your mail' })).toBeVisible();
  const { subject } = await mailTo(email, 'Latchkey code', seen);
  await page.getByLabel('Code').fill(/(\d{3}) (\d{3})/.exec(subject)?.slice(1).join('') ?? '');
  await page.getByRole('button', { name: 'Sign in' }).click();
  // On to the page, or to the second step.
  await page.waitForURL(({ pathname }) => pathname !== '/sign-in');
}

/** One of the shop's own people by the one-click button, which no limit on mails counts; in a browser of their own if one is given. */
export async function signInAs(where: Page | Browser, account: DemoAccount, to: string): Promise<Page> {
  const page = 'newContext' in where ? await (await where.newContext()).newPage() : where;
  await page.goto(`/sign-in?callbackUrl=${encodeURIComponent(to)}`);
  await page.getByRole('button', { name: DEMO_ACCOUNTS[account].label }).click();
  await page.waitForURL(({ pathname }) => pathname === new URL(to, page.url()).pathname);
  return page;
}

/** Pays on the Stripe double's page. */
export async function payByCard(page: Page, number = '4242 4242 4242 4242'): Promise<void> {
  await page.getByLabel('Card number').fill(number);
  await page.getByLabel(/expir/i).fill('12 / 34');
  await page.getByLabel(/cvc|security code/i).fill('123');
  await page.getByRole('button', { name: /^(Pay|Subscribe|Start)/ }).first().click();
}

/** No accessibility fault on the page, and nothing that scrolls sideways. */
export async function expectAccessible(page: Page): Promise<void> {
  // Nothing is judged while it fades in.
  await page.evaluate(() => Promise.allSettled(document.getAnimations().filter(({ playState, effect }) => playState === 'running' && effect?.getComputedTiming().endTime !== Infinity).map(({ finished }) => finished)));
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)).toEqual([]);
  const sideways = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(sideways, 'sideways scroll').toBeLessThanOrEqual(0);
}

/** Fails the test at its end when the browser's console said error or a page threw. `allowed` names what a story provokes on purpose. */
export function watchConsole(page: Page, allowed: RegExp[] = []): () => void {
  const said: string[] = [];
  page.on('console', (message) => { if (message.type() === 'error') said.push(message.text()); });
  page.on('pageerror', (error) => said.push(error.message));
  return () => expect(said.filter((line) => !allowed.some((pattern) => pattern.test(line)))).toEqual([]);
}
