import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { checkBooks } from '@/server/modules/audit/check-books';
import { grantRole } from '@/server/modules/identity/grant-role';
import { setAccountOpen } from '@/server/modules/identity/set-account-open';
import { sweepSignIn } from '@/server/modules/identity/sweep-sign-in';
import { setClock } from '@/server/platform/clock';
import { startApiServer, type ApiServer } from '@/testing/api-server';
import { openBrowser } from '@/testing/browser';
import { openSignInDesk, type SignInDesk } from '@/testing/sign-in';

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

describe('sessions', () => {
  it('gives a new token at sign-in and closes the one the browser came with (A01)', async () => {
    const victim = openBrowser(api);
    const planted = await desk.signIn();
    const token = planted.browser.cookies.get('latchkey.session') ?? '';
    victim.cookies.set('latchkey.session', token);
    const { browser } = await desk.signIn(desk.newEmail(), victim);
    expect(browser.cookies.get('latchkey.session')).not.toBe(token);
    expect(await desk.viewerOf(planted.browser)).toBeNull();
  });

  it('never takes a token the browser made up', async () => {
    const browser = openBrowser(api);
    browser.cookies.set('latchkey.session', 'chosen-by-the-attacker');
    const { browser: signedIn } = await desk.signIn(desk.newEmail(), browser);
    expect(signedIn.cookies.get('latchkey.session')).not.toBe('chosen-by-the-attacker');
  });

  it('ignores what a client sends to session.update (A03)', async () => {
    const { browser, email, userId } = await desk.signIn();
    const { csrfToken } = (await (await browser.get('/api/auth/csrf')).json()) as { csrfToken: string };
    const response = await browser.post('/api/auth/session', { csrfToken, data: { email: 'admin@example.test', role: 'admin', user: { id: 'x', role: 'admin' } } });
    expect(response.status).toBe(200);
    const session = (await (await browser.get('/api/auth/session')).json()) as { user: unknown };
    expect(session.user).toMatchObject({ id: userId, email, role: 'customer' });
    expect(await desk.viewerOf(browser)).toEqual({ userId, role: 'customer' });
  });

  it('ends at sign-out, at the next request (A13)', async () => {
    const { browser } = await desk.signIn();
    const stolen = openBrowser(api);
    stolen.cookies.set('latchkey.session', browser.cookies.get('latchkey.session') ?? '');
    expect((await browser.auth('signout', { callbackUrl: '/' })).status).toBe(200);
    expect(browser.cookies.has('latchkey.session')).toBe(false);
    expect(await desk.viewerOf(stolen)).toBeNull();
  });

  it('ends when the account is closed, which is audited, and the person cannot come back (A13, I14)', async () => {
    const { browser, email, userId } = await desk.signIn();
    const admin = await desk.signIn();
    await grantRole(api.platform, { email: admin.email, role: 'admin' });
    await setAccountOpen(api.platform, { userId: admin.userId, role: 'admin' }, { userId, open: false, requestId: 'request-1' });
    expect(await desk.viewerOf(browser)).toBeNull();
    const again = openBrowser(api);
    const { code } = await desk.ask(again, email);
    const refused = await again.auth('callback/email', { code });
    expect(refused.status).toBe(403);
    expect(await refused.json()).toMatchObject({ error: { message: 'This account is closed.' } });
    const { rows } = await desk.owner.query("select action, actor_user_id from audit_log where target_id = $1", [userId]);
    expect(rows).toEqual([{ action: 'user.close', actor_user_id: admin.userId }]);
  });

  it('holds a ban even while the session row is there', async () => {
    const { browser, userId } = await desk.signIn();
    await desk.owner.query('update users set disabled_at = now() where id = $1', [userId]);
    expect(await desk.viewerOf(browser)).toBeNull();
    expect(await (await browser.get('/api/auth/session')).json()).toEqual({});
  });

  it('asks for a new sign-in when the role changes, and the new role holds (A01, A13)', async () => {
    const { browser, email, userId } = await desk.signIn();
    expect(await grantRole(api.platform, { email, role: 'admin' })).toEqual({ email, changed: true });
    expect(await grantRole(api.platform, { email, role: 'admin' })).toEqual({ email, changed: false });
    expect(await desk.viewerOf(browser)).toBeNull();
    const again = await desk.signIn(email);
    expect(await desk.viewerOf(again.browser)).toEqual({ userId, role: 'admin' });
    const { rows } = await desk.owner.query("select actor_role, before, after from audit_log where action = 'role.grant' and target_id = $1", [userId]);
    expect(rows).toEqual([{ actor_role: 'system', before: { role: 'customer' }, after: { role: 'admin' } }]);
  });

  it('ends at its time, and is swept a day later', async () => {
    const { browser, userId } = await desk.signIn();
    minutesAhead(31 * 24 * 60);
    expect(await desk.viewerOf(browser)).toBeNull();
    minutesAhead(33 * 24 * 60);
    await sweepSignIn(api.platform);
    const { rows } = await desk.owner.query('select id from sessions where user_id = $1', [userId]);
    expect(rows).toEqual([]);
  });
});

describe('cookies (A20)', () => {
  it('are HttpOnly, SameSite and for the whole site', async () => {
    const { browser } = await desk.signIn();
    await browser.get('/api/auth/session');
    const line = browser.lastCookies.find((one) => one.startsWith('latchkey.session='));
    expect(line).toMatch(/; Path=\/; Expires=[^;]+; HttpOnly; SameSite=Lax$/);
  });

  it('end with the browser for staff, and the session after half an hour without use', async () => {
    const { email } = await desk.signIn();
    await grantRole(api.platform, { email, role: 'ops' });
    const browser = openBrowser(api);
    const { code } = await desk.ask(browser, email);
    await browser.auth('callback/email', { code });
    for (const line of browser.lastCookies) if (line.startsWith('latchkey.session=')) expect(line).not.toMatch(/expires|max-age/i);
    await browser.get('/api/auth/session');
    const kept = browser.lastCookies.filter((line) => line.startsWith('latchkey.session='));
    expect(kept).toHaveLength(1);
    expect(kept[0]).not.toMatch(/expires|max-age/i);
    minutesAhead(25);
    expect(await desk.viewerOf(browser)).not.toBeNull();
    minutesAhead(50);
    expect(await desk.viewerOf(browser)).not.toBeNull();
    minutesAhead(81);
    expect(await desk.viewerOf(browser)).toBeNull();
    const { rows } = await desk.owner.query<{ hours: number }>("select extract(epoch from s.expires - s.created_at) / 3600 as hours from sessions s join users u on u.id = s.user_id where u.email = $1", [email]);
    expect(Number(rows[0]?.hours)).toBeLessThanOrEqual(12);
  });

  it('carry __Host- and Secure over https', async () => {
    const secure = await startApiServer({ TRUSTED_PROXY_HOPS: '1', PUBLIC_URL: 'https://shop.example' });
    const there = await openSignInDesk(secure);
    const browser = openBrowser(secure);
    const { code } = await there.ask(browser, 'ida@example.test');
    expect(browser.lastCookies.find((line) => line.includes('sign-in='))).toMatch(/^__Host-latchkey\.sign-in=.*; Max-Age=600; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
    await browser.auth('callback/email', { code });
    const all = browser.lastCookies.filter((line) => !/max-age=0/i.test(line));
    expect(all.length).toBeGreaterThan(0);
    for (const line of all) expect(line).toMatch(/^__Host-[^;]+; Path=\/;.* HttpOnly; Secure; SameSite=Lax$/);
    expect(await there.viewerOf(browser)).not.toBeNull();
    await there.close();
    await secure.stop();
  });
});

describe('where sign-in leads (A12)', () => {
  it.each(['https://evil.example', '//evil.example', '/\\evil.example', 'javascript:alert(1)', '/..//evil.example'])('goes home instead of %s', async (callbackUrl) => {
    const browser = openBrowser(api);
    const { code } = await desk.ask(browser, desk.newEmail());
    expect(await (await browser.auth('callback/email', { code, callbackUrl })).json()).toEqual({ url: '/' });
  });
});

it('leaves the books in order', async () => {
  const broken = (await checkBooks(api.platform.db)).filter((verdict) => verdict.violations.length > 0);
  expect(broken).toEqual([]);
});
