import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApiServer, type ApiServer } from '@/testing/api-server';
import { openBrowser, type Browser } from '@/testing/browser';

let api: ApiServer;
let owner: pg.Client;
beforeAll(async () => {
  api = await startApiServer({ TRUSTED_PROXY_HOPS: '1' });
  owner = new pg.Client({ connectionString: api.database.ownerUrl });
  await owner.connect();
});
afterAll(async () => {
  await owner.end();
  await api.stop();
});

let people = 0;
const newEmail = () => `person${(people += 1)}@example.test`;

/** The code and link of the newest message to an address. */
async function mailTo(email: string): Promise<{ code: string; token: string }> {
  const { rows } = await owner.query<{ text_body: string }>('select text_body from email_outbox where to_address = $1 order by created_at desc, id desc limit 1', [email]);
  const text = rows[0]?.text_body ?? '';
  return { code: (/is (\d{3} \d{3})/.exec(text)?.[1] ?? '').replace(' ', ''), token: /#(\S+)/.exec(text)?.[1] ?? '' };
}

async function ask(browser: Browser, email: string): Promise<{ code: string; token: string }> {
  const response = await browser.auth('signin/email', { email });
  expect(response.status).toBe(200);
  return mailTo(email);
}

async function viewerOf(browser: Browser): Promise<{ userId: string; role: string } | null> {
  const answer = (await (await browser.get('/api/trpc/account.viewer')).json()) as { result: { data: { json: { userId: string; role: string } | null } } };
  return answer.result.data.json;
}

async function signIn(email = newEmail()): Promise<{ browser: Browser; email: string; userId: string }> {
  const browser = openBrowser(api);
  const { code } = await ask(browser, email);
  const response = await browser.auth('callback/email', { code });
  expect(await response.json()).toEqual({ url: '/' });
  const viewer = await viewerOf(browser);
  return { browser, email, userId: viewer?.userId ?? '' };
}

const wrong = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0');

describe('one message, two ways in', () => {
  it('signs in by the code, and makes the person with a profile', async () => {
    const { browser, email, userId } = await signIn();
    const session = (await (await browser.get('/api/auth/session')).json()) as { user: unknown };
    expect(session.user).toEqual({ id: userId, name: email.split('@')[0]?.replace('p', 'P'), email, role: 'customer' });
    const { rows } = await owner.query('select p.role from profiles p where p.user_id = $1', [userId]);
    expect(rows).toEqual([{ role: 'customer' }]);
  });

  it('signs in by the link, in another browser than the one that asked', async () => {
    const email = newEmail();
    const { token } = await ask(openBrowser(api), email);
    const other = openBrowser(api);
    const response = await other.auth('callback/email', { token, callbackUrl: '/account/keys' });
    expect(await response.json()).toEqual({ url: '/account/keys' });
    expect(await viewerOf(other)).not.toBeNull();
  });

  it('works once, whichever way', async () => {
    const browser = openBrowser(api);
    const { code, token } = await ask(browser, newEmail());
    expect((await browser.auth('callback/email', { code })).status).toBe(200);
    expect((await openBrowser(api).auth('callback/email', { token })).status).toBe(410);
    expect((await browser.auth('callback/email', { code })).status).toBe(410);
  });

  it('finds the same person the second time', async () => {
    const first = await signIn();
    const second = await signIn(first.email);
    expect(second.userId).toBe(first.userId);
  });

  it('does not use the link up when a scanner opens it', async () => {
    const email = newEmail();
    const { token } = await ask(openBrowser(api), email);
    const scanner = openBrowser(api);
    expect((await scanner.get(`/api/auth/callback/email?token=${token}&email=${email}`)).status).toBe(302);
    expect(await viewerOf(scanner)).toBeNull();
    expect((await openBrowser(api).auth('callback/email', { token })).status).toBe(200);
  });
});
export { signIn, wrong };
