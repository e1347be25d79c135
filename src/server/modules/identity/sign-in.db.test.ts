import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { setClock } from '@/server/platform/clock';
import { startApiServer, type ApiServer } from '@/testing/api-server';
import { openBrowser } from '@/testing/browser';
import { openSignInDesk, wrongCode, type SignInDesk } from '@/testing/sign-in';

let api: ApiServer;
let desk: SignInDesk;
beforeAll(async () => {
  api = await startApiServer({ TRUSTED_PROXY_HOPS: '1' });
  desk = await openSignInDesk(api);
});
afterEach(() => setClock());
afterAll(async () => {
  await desk.close();
  await api.stop();
});

const minutesAhead = (minutes: number) => {
  const at = Date.now() + minutes * 60_000;
  setClock({ now: () => new Date(at) });
};

describe('one message, two ways in', () => {
  it('signs in by the code, and makes the person with a profile', async () => {
    const { browser, email, userId } = await desk.signIn('ida.moberg+shop@example.test');
    const session = (await (await browser.get('/api/auth/session')).json()) as { user: unknown };
    expect(session.user).toEqual({ id: userId, name: 'Ida Moberg', email, role: 'customer' });
    const { rows } = await desk.owner.query('select role from profiles where user_id = $1', [userId]);
    expect(rows).toEqual([{ role: 'customer' }]);
  });

  it('signs in by the link, in another browser than the one that asked', async () => {
    const { token } = await desk.ask(openBrowser(api), desk.newEmail());
    const other = openBrowser(api);
    const response = await other.auth('callback/email', { token, callbackUrl: '/account/keys' });
    expect(await response.json()).toEqual({ url: '/account/keys' });
    expect(await desk.viewerOf(other)).not.toBeNull();
  });

  it('works once, whichever way', async () => {
    const browser = openBrowser(api);
    const { code, token } = await desk.ask(browser, desk.newEmail());
    expect((await browser.auth('callback/email', { code })).status).toBe(200);
    expect((await openBrowser(api).auth('callback/email', { token })).status).toBe(410);
    expect((await browser.auth('callback/email', { code })).status).toBe(410);
  });

  it('opens one session when the right code comes twenty times at once', async () => {
    const browser = openBrowser(api);
    const { code } = await desk.ask(browser, desk.newEmail());
    const { csrfToken } = (await (await browser.get('/api/auth/csrf')).json()) as { csrfToken: string };
    const answers = await Promise.all(Array.from({ length: 20 }, () => browser.post('/api/auth/callback/email', { code, csrfToken })));
    expect(answers.filter((answer) => answer.status === 200)).toHaveLength(1);
  });

  it('closes the other messages to the address once one of them was used', async () => {
    const email = desk.newEmail();
    const { token: first } = await desk.ask(openBrowser(api), email);
    await desk.signIn(email);
    expect((await openBrowser(api).auth('callback/email', { token: first })).status).toBe(410);
  });

  it('finds the same person the second time, also under another spelling', async () => {
    const first = await desk.signIn('kim@example.test');
    const browser = openBrowser(api);
    await browser.auth('signin/email', { email: ' KIM@Example.TEST. ' });
    const { code } = await desk.mailTo('kim@example.test');
    await browser.auth('callback/email', { code });
    expect(await desk.viewerOf(browser)).toEqual({ userId: first.userId, role: 'customer' });
  });

  it('does not use the link up when a scanner opens it', async () => {
    const email = desk.newEmail();
    const { token } = await desk.ask(openBrowser(api), email);
    const scanner = openBrowser(api);
    expect((await scanner.get(`/api/auth/callback/email?token=${token}&email=${email}`)).status).toBe(302);
    expect(await desk.viewerOf(scanner)).toBeNull();
    expect((await openBrowser(api).auth('callback/email', { token })).status).toBe(200);
  });

  it('keeps neither code, token nor session readable in its own tables', async () => {
    const browser = openBrowser(api);
    const { code, token } = await desk.ask(browser, desk.newEmail());
    const { rows } = await desk.owner.query<{ all: string }>("select coalesce(string_agg(row_to_json(c)::text, ''), '') as all from login_challenges c");
    await browser.auth('callback/email', { code });
    const sessions = await desk.owner.query<{ all: string }>("select coalesce(string_agg(row_to_json(s)::text, ''), '') as all from sessions s");
    expect(rows[0]?.all).not.toContain(token);
    expect(rows[0]?.all).not.toContain(`"${code}"`);
    expect(sessions.rows[0]?.all).not.toContain(browser.cookies.get('latchkey.session'));
  });
});

describe('guessing (A05)', () => {
  it('counts five tries at most when twenty guesses come at once, and then the right code is dead', async () => {
    const browser = openBrowser(api);
    const email = desk.newEmail();
    const { code } = await desk.ask(browser, email);
    const { csrfToken } = (await (await browser.get('/api/auth/csrf')).json()) as { csrfToken: string };
    const answers = await Promise.all(Array.from({ length: 20 }, (_, i) => browser.post('/api/auth/callback/email', { code: wrongCode(code, i + 1), csrfToken })));
    const { rows } = await desk.owner.query<{ attempts: number }>('select attempts from login_challenges where email = $1', [email]);
    expect(rows).toEqual([{ attempts: 5 }]);
    expect(answers.filter((answer) => answer.status === 400)).toHaveLength(4);
    expect((await browser.auth('callback/email', { code })).status).toBe(410);
  });

  it('takes the code in the browser that asked only', async () => {
    const asked = openBrowser(api);
    const { code } = await desk.ask(asked, desk.newEmail());
    const other = openBrowser(api);
    await desk.ask(other, desk.newEmail());
    expect((await other.auth('callback/email', { code })).status).toBe(400);
    expect((await openBrowser(api).auth('callback/email', { code })).status).toBe(410);
    expect((await asked.auth('callback/email', { code })).status).toBe(200);
  });

  it('does not take a challenge by its id alone', async () => {
    const asked = openBrowser(api);
    const { code } = await desk.ask(asked, desk.newEmail());
    const other = openBrowser(api);
    const [id] = (asked.cookies.get('latchkey.sign-in') ?? '').split('.');
    other.cookies.set('latchkey.sign-in', `${id ?? ''}.guessed`);
    expect((await other.auth('callback/email', { code })).status).toBe(410);
    const { rows } = await desk.owner.query<{ attempts: number }>('select attempts from login_challenges where id = $1', [id]);
    expect(rows).toEqual([{ attempts: 0 }]);
  });

  it('ends after ten minutes, code and link', async () => {
    const browser = openBrowser(api);
    const { code, token } = await desk.ask(browser, desk.newEmail());
    minutesAhead(10.1);
    expect((await browser.auth('callback/email', { code })).status).toBe(410);
    expect((await openBrowser(api).auth('callback/email', { token })).status).toBe(410);
  });

  it('says how many tries are left, and nothing about why a challenge is closed', async () => {
    const browser = openBrowser(api);
    const { code } = await desk.ask(browser, desk.newEmail());
    const wrong = (await (await browser.auth('callback/email', { code: wrongCode(code) })).json()) as { error: { message: string } };
    expect(wrong.error.message).toBe('That is not the code. 4 tries left.');
    const stranger = (await (await openBrowser(api).auth('callback/email', { code })).json()) as { error: { message: string; code: string } };
    expect(stranger.error).toMatchObject({ code: 'GONE', message: 'This code no longer works. Please ask for a new one.' });
  });
});

describe('flooding and looking up (A06, A18)', () => {
  it('answers alike for a known and an unknown address, by the same statements', async () => {
    const { email: known } = await desk.signIn();
    const trace = async (email: string) => {
      const browser = openBrowser(api);
      const { csrfToken } = (await (await browser.get('/api/auth/csrf')).json()) as { csrfToken: string };
      const watch = vi.spyOn(pg.Client.prototype, 'query');
      const response = await browser.post('/api/auth/signin/email', { email, csrfToken });
      const statements = watch.mock.calls.map(([query]: unknown[]) => (typeof query === 'string' ? query : String(Reflect.get(Object(query), 'text'))));
      watch.mockRestore();
      return { status: response.status, body: (await response.text()).replaceAll(email, 'EMAIL'), cookies: browser.lastCookies.map((line) => line.replace(/=[^;]*/, '=VALUE')), statements };
    };
    // Once before, because a pool's first use of a connection differs from all others.
    await trace(desk.newEmail());
    const [one, two] = [await trace(known), await trace(desk.newEmail())];
    expect(one.statements.length).toBeGreaterThan(3);
    expect(one).toEqual(two);
  });

  it('sends no mail in the request: the outbox holds it, unsent, with its job', async () => {
    const email = desk.newEmail();
    await desk.ask(openBrowser(api), email);
    const { rows } = await desk.owner.query('select sent_at, attempts from email_outbox where to_address = $1', [email]);
    expect(rows).toEqual([{ sent_at: null, attempts: 0 }]);
  });

  it('writes to one address five times an hour, whoever asks', async () => {
    const email = desk.newEmail();
    for (let i = 0; i < 5; i += 1) await desk.ask(openBrowser(api), email);
    const refused = await openBrowser(api).auth('signin/email', { email });
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  });

  it('lets one address post thirty times a minute, whatever it tries', async () => {
    const browser = openBrowser(api);
    const statuses = await Promise.all(Array.from({ length: 40 }, () => browser.post('/api/auth/callback/email', { code: '000000' })));
    expect(statuses.filter((answer) => answer.status === 429)).toHaveLength(10);
  });
});
