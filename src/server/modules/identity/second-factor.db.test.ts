import { generateSync } from 'otplib';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { checkBooks } from '@/server/modules/audit/check-books';
import { setClock } from '@/server/platform/clock';
import type { RecoveryCodes, SecurityView, SignInPage, TotpSetup } from '@/shared/contracts/security';
import { startApiServer, type ApiServer } from '@/testing/api-server';
import { openBrowser, type Browser } from '@/testing/browser';
import { openSignInDesk, type SignInDesk } from '@/testing/sign-in';
import { grantRole } from './grant-role';
import { sweepSignIn } from './sweep-sign-in';

const HOUR_MS = 3_600_000;
/** The next full hour: next-auth compares with the time of this machine. */
const START = Math.ceil(Date.now() / HOUR_MS) * HOUR_MS;
let api: ApiServer;
let desk: SignInDesk;
let at = START;
const secondsOn = (seconds: number) => void (at += seconds * 1000);

beforeAll(async () => {
  api = await startApiServer({ TRUSTED_PROXY_HOPS: '1', RATE_LIMITS: 'off' });
  desk = await openSignInDesk(api);
  setClock({ now: () => new Date(at) });
});
afterEach(() => {
  // A step of its own for each test, on a half minute's beginning.
  at = START + Math.ceil((at - START) / HOUR_MS + 1) * HOUR_MS;
});
afterAll(async () => {
  setClock();
  await desk.close();
  await api.stop();
});

async function tell<T>(browser: Browser, path: string, json: unknown = null): Promise<{ status: number; data: T; reason: string | undefined }> {
  const response = await browser.post(`/api/trpc/${path}`, { json, ...(json === null && { meta: { values: ['undefined'] } }) });
  const answer = (await response.json()) as { result?: { data: { json: T } }; error?: { json: { data: { details: { reason?: string } | null } } } };
  return { status: response.status, data: answer.result?.data.json as T, reason: answer.error?.json.data.details?.reason };
}
async function ask<T>(browser: Browser, path: string, input?: unknown): Promise<T> {
  const query = input === undefined ? '' : `?input=${encodeURIComponent(JSON.stringify({ json: input }))}`;
  const answer = (await (await browser.get(`/api/trpc/${path}${query}`)).json()) as { result: { data: { json: T } } };
  return answer.result.data.json;
}
const codeAt = (secret: string, steps = 0) => generateSync({ secret, epoch: Math.floor(at / 1000) + steps * 30 });

/** Somebody with an authenticator, their recovery codes, and the browser they set it up in. */
async function enrolled(email = desk.newEmail()) {
  const signedIn = await desk.signIn(email);
  const { data: setup } = await tell<TotpSetup>(signedIn.browser, 'security.startTotp');
  const { status, data } = await tell<RecoveryCodes>(signedIn.browser, 'security.confirmTotp', { code: codeAt(setup.secret) });
  expect(status).toBe(200);
  secondsOn(60);
  return { ...signedIn, secret: setup.secret, codes: data.codes };
}
/** The first factor alone. */
async function halfway(email: string) {
  const browser = openBrowser(api);
  const { code } = await desk.ask(browser, email);
  const answer = (await (await browser.auth('callback/email', { code, callbackUrl: '/account/orders' })).json()) as { url: string };
  return { browser, url: answer.url };
}
const second = (browser: Browser, code: string) => browser.auth('callback/second-factor', { code, callbackUrl: '/account/orders' });

describe('setting up', () => {
  it('takes a first code, ends the other sessions, shows ten codes once, and keeps nothing readable', async () => {
    const email = desk.newEmail();
    const other = await desk.signIn(email);
    const { browser, userId, secret, codes } = await enrolled(email);
    expect(codes).toHaveLength(10);
    expect(await desk.viewerOf(other.browser)).toBeNull();
    expect(await desk.viewerOf(browser)).toEqual({ userId, role: 'customer' });
    expect(await ask<SecurityView>(browser, 'security.own')).toMatchObject({ enrolledAt: expect.any(String), recoveryCodesLeft: 10, isRequired: false, isFresh: true });
    const { rows } = await desk.owner.query<{ all: string }>(`select (select string_agg(row_to_json(t)::text, '') from totp_secrets t) || (select string_agg(row_to_json(r)::text, '') from recovery_codes r) as all`);
    expect(rows[0]?.all).not.toContain(secret);
    for (const code of codes) expect(rows[0]?.all).not.toContain(code.replaceAll('-', ''));
    expect((await tell(browser, 'security.startTotp')).status).toBe(409);
    expect((await desk.owner.query(`select action from audit_log where target_id = $1`, [userId])).rows).toEqual([{ action: 'security.enrol' }]);
    expect((await desk.owner.query(`select subject from email_outbox where to_address = $1 and kind = 'security'`, [email])).rows).toContainEqual({ subject: 'Two-step sign-in is on' });
    const told = await desk.owner.query(`select n.title, n.href, e.message_id = '<' || e.id || '@mail.latchkey>' as stable from notifications n join email_outbox e on e.subject = n.title and e.to_address = $2 where n.user_id = $1 and n.type = 'security' order by 1`, [userId, email]);
    expect(told.rows).toEqual(['A new sign-in to your account', 'Two-step sign-in is on'].map((title) => ({ title, href: '/account/security', stable: true })));
  });

  it('takes a sign-in of the last ten minutes: a session that was taken over makes nobody its owner', async () => {
    const { browser } = await desk.signIn();
    secondsOn(601);
    expect((await tell(browser, 'security.startTotp')).reason).toBe('sign_in_fresh');
    expect((await tell(browser, 'security.confirmTotp', { code: '000000' })).reason).toBe('sign_in_fresh');
  });

  it('asks for nothing until the first code came, and draws another secret when asked again', async () => {
    const { browser, email } = await desk.signIn();
    const { data: one } = await tell<TotpSetup>(browser, 'security.startTotp');
    const { data: two } = await tell<TotpSetup>(browser, 'security.startTotp');
    expect(one.secret).not.toBe(two.secret);
    expect(two.qr.path).toMatch(/^M\d/);
    expect((await tell(browser, 'security.confirmTotp', { code: codeAt(one.secret) })).reason).toBe('wrong_code');
    expect((await halfway(email)).url).toBe('/account/orders');
    expect((await tell(browser, 'security.confirmTotp', { code: codeAt(two.secret) })).status).toBe(200);
  });
});

describe('signing in (A09)', () => {
  it('is nobody after the first factor alone: no page, no procedure, no session; and keeps its cookie for the second', async () => {
    const { email, userId, secret } = await enrolled();
    const { browser, url } = await halfway(email);
    expect(url).toBe('/sign-in/second-factor?callbackUrl=%2Faccount%2Forders');
    expect(await desk.viewerOf(browser)).toBeNull();
    expect(await (await browser.get('/api/auth/session')).json()).toEqual({});
    expect((await browser.get('/api/trpc/account.profile')).status).toBe(401);
    expect((await tell(browser, 'security.stepUp', { code: codeAt(secret) })).status).toBe(401);
    expect((await tell(browser, 'security.removeTotp')).status).toBe(401);
    expect((await browser.get('/api/documents/invoices/ivc_00000000000000000000000000.pdf')).status).toBe(401);
    const answer = await second(browser, codeAt(secret));
    expect(await answer.json()).toEqual({ url: '/account/orders' });
    expect(await desk.viewerOf(browser)).toEqual({ userId, role: 'customer' });
  });

  it('takes no second factor alone, from another browser, or later than ten minutes after the first', async () => {
    const { email, secret } = await enrolled();
    expect((await second(openBrowser(api), codeAt(secret))).status).toBe(410);
    const stranger = openBrowser(api);
    stranger.cookies.set('latchkey.session', 'made-up');
    expect((await second(stranger, codeAt(secret))).status).toBe(410);
    const { browser } = await halfway(email);
    secondsOn(601);
    expect((await second(browser, codeAt(secret))).status).toBe(410);
    expect(await desk.viewerOf(browser)).toBeNull();
  });

  it('takes no token of a foreign page', async () => {
    const { email, secret } = await enrolled();
    const { browser } = await halfway(email);
    expect((await browser.post('/api/auth/callback/second-factor', { code: codeAt(secret) })).status).toBe(403);
  });
});

describe('codes (A08)', () => {
  it('work once, also when they come twice at once', async () => {
    const { email, secret } = await enrolled();
    const browsers = [await halfway(email), await halfway(email), await halfway(email)];
    const code = codeAt(secret);
    const tokens = await Promise.all(browsers.map(async ({ browser }) => (await (await browser.get('/api/auth/csrf')).json()) as { csrfToken: string }));
    const statuses = await Promise.all(browsers.map(async ({ browser }, n) => (await browser.post('/api/auth/callback/second-factor', { code, csrfToken: tokens[n]?.csrfToken })).status));
    expect(statuses.sort()).toEqual([200, 400, 400]);
    expect((await second((await halfway(email)).browser, code)).status).toBe(400);
  });

  it.each([[-2, 400], [-1, 200], [0, 200], [1, 200], [2, 400]])('of %i half minutes from now answer %i', async (steps, status) => {
    const { email, secret } = await enrolled();
    secondsOn(300);
    expect((await second((await halfway(email)).browser, codeAt(secret, steps))).status).toBe(status);
  });

  it('older than the one used last are refused, though their half minute still counts', async () => {
    const { email, secret } = await enrolled();
    secondsOn(300);
    const [first, then] = [await halfway(email), await halfway(email)];
    expect((await second(first.browser, codeAt(secret, 1))).status).toBe(200);
    for (const steps of [1, 0, -1]) expect((await second(then.browser, codeAt(secret, steps))).status).toBe(400);
    secondsOn(60);
    expect((await second(then.browser, codeAt(secret))).status).toBe(200);
  });

  it('are tried ten times in a quarter of an hour, from however many browsers, and then the right one is refused', async () => {
    const { email, userId, secret } = await enrolled();
    const [one, two] = [await halfway(email), await halfway(email)];
    const wrong = String((Number(codeAt(secret)) + 1) % 1_000_000).padStart(6, '0');
    const statuses: number[] = [];
    for (let n = 0; n < 12; n += 1) statuses.push((await second(n % 2 === 0 ? one.browser : two.browser, wrong)).status);
    expect(statuses).toEqual([...Array<number>(10).fill(400), 429, 429]);
    expect((await second(one.browser, codeAt(secret))).status).toBe(429);
    const { rows } = await desk.owner.query(`select count(*)::int as n from sign_in_events where user_id = $1 and outcome = 'refused'`, [userId]);
    expect(rows).toEqual([{ n: 13 }]);
    secondsOn(901);
    expect((await second((await halfway(email)).browser, codeAt(secret))).status).toBe(200);
  });
});

describe('recovery codes (A09)', () => {
  it('open once each, are told of by mail, and are replaced as a whole', async () => {
    const { email, browser, codes } = await enrolled();
    const [spent = '', other = ''] = codes;
    expect((await second((await halfway(email)).browser, spent.toUpperCase().replaceAll('-', ' '))).status).toBe(200);
    expect((await second((await halfway(email)).browser, spent)).status).toBe(400);
    expect((await ask<SecurityView>(browser, 'security.own')).recoveryCodesLeft).toBe(9);
    expect((await desk.owner.query(`select 1 from email_outbox where to_address = $1 and subject = 'A recovery code was used'`, [email])).rowCount).toBe(1);
    const { data: renewed } = await tell<RecoveryCodes>(browser, 'security.renewRecoveryCodes');
    expect(renewed.codes).toHaveLength(10);
    expect((await second((await halfway(email)).browser, other)).status).toBe(400);
    expect((await second((await halfway(email)).browser, renewed.codes[9] ?? '')).status).toBe(200);
  });

  it('of one person open nothing of another’s', async () => {
    const mine = await enrolled();
    const theirs = await enrolled();
    expect((await second((await halfway(theirs.email)).browser, mine.codes[0] ?? '')).status).toBe(400);
  });
});

describe('proof that is fresh', () => {
  it('is asked for again after ten minutes, before codes are renewed or the second step removed', async () => {
    const { email, browser, secret } = await enrolled();
    secondsOn(600);
    expect((await tell(browser, 'security.renewRecoveryCodes')).reason).toBe('second_factor_fresh');
    expect((await tell(browser, 'security.removeTotp')).reason).toBe('second_factor_fresh');
    expect((await tell(browser, 'security.stepUp', { code: '000000' })).status).toBe(400);
    expect((await tell(browser, 'security.stepUp', { code: codeAt(secret) })).status).toBe(200);
    expect((await tell(browser, 'security.removeTotp')).status).toBe(200);
    expect((await halfway(email)).url).toBe('/account/orders');
  });

  const platform = { seller: 'nobodys', platformId: `plt_${'0'.repeat(26)}` };
  const live = { ...platform, mode: 'live' as const };
  const NOBODY = '00000000-0000-4000-8000-000000000000';
  /** What works on when the session has ended, and what answers everything at once. */
  const LASTING: [path: string, input: unknown, afterwards: number][] = [
    ['tokens.create', { name: 'Laptop', scopes: ['catalog:read'], expiresInDays: 30 }, 200],
    ['privacy.requestExport', null, 200],
    ['platforms.createKey', { ...live, name: 'mine', scopes: ['usage:write'], expiresInDays: null }, 404],
    ['platforms.rotateKey', { ...platform, keyId: `aky_${'0'.repeat(26)}`, overlapHours: 24 }, 404],
    ['platforms.addSigner', { ...live, name: 'mine', algorithm: 'ES256', publicKey: '-----BEGIN PUBLIC KEY-----' }, 404],
    ['webhookEndpoints.create', { ...live, url: 'https://x.example/', description: '', eventTypes: ['usage.limit_reached'] }, 404],
    ['webhookEndpoints.update', { ...platform, endpointId: `wep_${'0'.repeat(26)}`, url: 'https://x.example/', description: '', eventTypes: ['usage.limit_reached'] }, 404],
    ['webhookEndpoints.rotateSecret', { ...platform, endpointId: `wep_${'0'.repeat(26)}`, overlapHours: 24 }, 404],
    ['organizations.invite', { organization: 'nobodys', email: 'friend@example.test', memberRole: 'admin' }, 404],
    ['organizations.changeRole', { organization: 'nobodys', memberId: NOBODY, memberRole: 'owner' }, 404],
    ['organizations.transferOwnership', { organization: 'nobodys', memberId: NOBODY }, 404],
  ];

  it('is asked for before anything that outlives the session: of an authenticator, or, without one, of a sign-in', async () => {
    const { browser, secret } = await enrolled();
    const plain = await desk.signIn();
    secondsOn(600);
    for (const [path, input] of LASTING) {
      expect(await tell(browser, path, input), path).toMatchObject({ status: 403, reason: 'second_factor_fresh' });
      expect(await tell(plain.browser, path, input), path).toMatchObject({ status: 403, reason: 'sign_in_fresh' });
    }
    // A key for trying things out takes none.
    expect((await tell(browser, 'platforms.createKey', { ...platform, mode: 'preview', name: 'mine', scopes: ['usage:write'], expiresInDays: null })).status).toBe(404);
    // Nor does who gets no say over others.
    expect((await tell(browser, 'organizations.invite', { organization: 'nobodys', email: 'friend@example.test', memberRole: 'member' })).status).toBe(404);
    expect((await tell(browser, 'organizations.changeRole', { organization: 'nobodys', memberId: NOBODY, memberRole: 'member' })).status).toBe(404);
    expect((await tell(browser, 'security.stepUp', { code: codeAt(secret) })).status).toBe(200);
    await desk.signIn(plain.email, plain.browser);
    for (const [path, input, afterwards] of LASTING) {
      expect((await tell(browser, path, input)).status, path).toBe(afterwards);
      expect((await tell(plain.browser, path, input)).status, path).toBe(afterwards);
    }
  });

  it('is asked of an admin before roles, others’ second steps and others’ eyes', async () => {
    const { email, secret } = await enrolled();
    await grantRole(api.platform, { email, role: 'admin' });
    const { browser } = await halfway(email);
    expect((await second(browser, codeAt(secret))).status).toBe(200);
    secondsOn(600);
    const lost = await enrolled();
    secondsOn(600);
    const acts: [path: string, input: object][] = [
      ['admin.impersonate', { personId: lost.userId, reason: 'They asked.' }],
      ['admin.changePersonRole', { personId: lost.userId, personRole: 'ops' }],
      ['admin.resetSecondFactor', { personId: lost.userId, reason: 'They lost it.' }],
    ];
    for (const [path, input] of acts) expect(await tell(browser, path, input), path).toMatchObject({ status: 403, reason: 'second_factor_fresh' });
    expect((await tell(browser, 'security.stepUp', { code: codeAt(secret) })).status).toBe(200);
    for (const [path, input] of acts) {
      expect((await tell(browser, path, input)).status, path).toBe(200);
      if (path === 'admin.impersonate') await tell(browser, 'impersonation.end');
    }
  });
});

describe('staff', () => {
  it('without a second step are customers, told so with a reason of its own, and reach the set-up', async () => {
    const { email, userId } = await desk.signIn();
    await grantRole(api.platform, { email, role: 'admin' });
    const { browser } = await halfway(email);
    expect(await desk.viewerOf(browser)).toEqual({ userId, role: 'customer', withheld: 'admin' });
    const refused = (await (await browser.get('/api/trpc/admin.home')).json()) as { error: { json: { data: { httpStatus: number; details: { reason: string } } } } };
    expect(refused.error.json.data).toMatchObject({ httpStatus: 403, details: { reason: 'second_factor_setup' } });
    expect((await browser.get('/api/admin/audit.csv')).status).toBe(403);
    const { data: setup } = await tell<TotpSetup>(browser, 'security.startTotp');
    // A secret that waits for its first code proves nothing yet.
    expect((await tell(browser, 'security.stepUp', { code: codeAt(setup.secret) })).status).toBe(429);
    expect(await desk.viewerOf(browser)).toEqual({ userId, role: 'customer', withheld: 'admin' });
    expect((await tell(browser, 'security.confirmTotp', { code: codeAt(setup.secret) })).status).toBe(200);
    expect(await desk.viewerOf(browser)).toEqual({ userId, role: 'admin' });
    expect((await browser.get('/api/admin/audit.csv')).status).toBe(200);
    expect((await tell(browser, 'security.removeTotp')).reason).toBe('staff');
  });
});

describe('the history', () => {
  it('holds what was tried, names no one else’s, tells of a new device by mail, and goes after half a year', async () => {
    const { browser, email, userId } = await desk.signIn();
    const elsewhere = openBrowser(api, '203.0.113.9');
    const { code } = await desk.ask(elsewhere, email);
    await elsewhere.auth('callback/email', { code: String((Number(code) + 1) % 1_000_000).padStart(6, '0') });
    await elsewhere.auth('callback/email', { code });
    const { items } = await ask<SignInPage>(browser, 'security.signIns', { limit: 10 });
    expect(items.map(({ outcome, method }) => [outcome, method]).sort()).toEqual([['refused', 'code'], ['signed_in', 'code'], ['signed_in', 'code']]);
    expect(items.filter(({ network }) => network === '203.0.113.0/24')).toHaveLength(2);
    const mails = async () => (await desk.owner.query(`select 1 from email_outbox where to_address = $1 and subject = 'A new sign-in to your account'`, [email])).rowCount;
    expect(await mails()).toBe(1);
    await desk.signIn(email, openBrowser(api, '203.0.113.200'));
    expect(await mails()).toBe(1);
    const stranger = await desk.signIn();
    expect((await ask<SignInPage>(stranger.browser, 'security.signIns', { limit: 10 })).items).toHaveLength(1);
    const before = at;
    secondsOn(181 * 86_400);
    await sweepSignIn(api.platform);
    at = before;
    expect((await desk.owner.query('select 1 from sign_in_events where user_id = $1', [userId])).rowCount).toBe(0);
  });
});

it('leaves the books in order', async () => {
  expect((await checkBooks(api.platform.db)).filter((verdict) => verdict.violations.length > 0)).toEqual([]);
});
