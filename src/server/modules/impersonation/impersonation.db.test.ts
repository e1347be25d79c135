import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, test } from 'vitest';
import { appRouter } from '@/server/api/root';
import { createCallerFactory } from '@/server/api/trpc';
import { ROUTES } from '@/server/http/routes';
import { grantRole } from '@/server/modules/identity/grant-role';
import { setAccountOpen } from '@/server/modules/identity/set-account-open';
import { setClock } from '@/server/platform/clock';
import { startApiServer, type ApiServer } from '@/testing/api-server';
import { openSignInDesk, type SignedIn, type SignInDesk } from '@/testing/sign-in';
import { closeImpersonation } from './close-impersonation';

let api: ApiServer;
let desk: SignInDesk;
let admin: SignedIn;
let buyer: SignedIn;

beforeAll(async () => {
  api = await startApiServer({ TRUSTED_PROXY_HOPS: '1', RATE_LIMITS: 'off' });
  desk = await openSignInDesk(api);
});
beforeEach(async () => {
  const { email } = await desk.signIn();
  await grantRole(api.platform, { email, role: 'admin' });
  admin = await desk.signIn(email);
  buyer = await desk.signIn();
});
afterEach(() => setClock());
afterAll(async () => {
  await desk.close();
  await api.stop();
});

const look = (personId = buyer.userId, by = admin) => by.browser.post('/api/trpc/admin.impersonate', { json: { personId, reason: 'They asked why their cart is empty.' } });
const end = () => admin.browser.post('/api/trpc/impersonation.end', { json: null, meta: { values: ['undefined'] } });
const lines = async () => (await desk.owner.query<{ action: string; actor: string }>(`select action, actor_user_id::text as actor from audit_log where action like 'impersonation.%' and target_id = $1 order by at, id`, [buyer.userId])).rows;

describe('an admin who looks as somebody else', () => {
  it('sees what they see, without any role, until the button; both in the log and in the person’s history', async () => {
    const formats = { locale: 'de-DE', timeZone: 'Asia/Tokyo' };
    await desk.owner.query('update profiles set locale = $2, time_zone = $3 where user_id = $1', [buyer.userId, formats.locale, formats.timeZone]);
    expect((await look()).status).toBe(200);
    expect(await desk.viewerOf(admin.browser)).toEqual({ userId: buyer.userId, role: 'customer', seenBy: admin.userId, formats });
    expect((await admin.browser.get('/api/trpc/admin.home')).status).toBe(403);
    expect((await admin.browser.get('/api/trpc/orders.list?input=%7B%22json%22%3A%7B%7D%7D')).status).toBe(200);
    expect(await (await admin.browser.get('/api/auth/session')).json()).toMatchObject({ user: { role: 'customer' }, seenAs: { name: expect.any(String) as string } });
    expect(await (await end()).json()).toMatchObject({ result: { data: { json: { personId: buyer.userId } } } });
    expect(await desk.viewerOf(admin.browser)).toEqual({ userId: admin.userId, role: 'admin' });
    expect(await lines()).toEqual([{ action: 'impersonation.start', actor: admin.userId }, { action: 'impersonation.end', actor: admin.userId }]);
    const history = await (await buyer.browser.get('/api/trpc/security.signIns?input=%7B%22json%22%3A%7B%7D%7D')).json() as { result: { data: { json: { items: unknown[] } } } };
    expect(history.result.data.json.items[0]).toMatchObject({ method: 'support', outcome: 'viewed' });
  });

  it('is themselves again after a quarter of an hour, and the log says so once', async () => {
    await look();
    const { rows: [row] } = await desk.owner.query<{ id: string }>('select id from impersonations where user_id = $1', [buyer.userId]);
    await closeImpersonation(api.platform, { impersonationId: row!.id });
    expect((await desk.viewerOf(admin.browser))?.userId).toBe(buyer.userId);
    const at = Date.now() + 15 * 60_000 + 1_000;
    setClock({ now: () => new Date(at) });
    expect((await desk.viewerOf(admin.browser))?.userId).toBe(admin.userId);
    await Promise.all([1, 2].map(() => closeImpersonation(api.platform, { impersonationId: row!.id })));
    expect((await lines()).map(({ action }) => action)).toEqual(['impersonation.start', 'impersonation.end']);
    // Who looks once more proves once more that it is them.
    expect((await look()).status).toBe(403);
    await desk.owner.query('update sessions set created_at = $2 where user_id = $1', [admin.userId, new Date(at)]);
    expect((await look()).status).toBe(200);
  });

  it('is never another admin, nor ops, nor somebody closed, nor two at once; and no stranger may look', async () => {
    const colleague = await desk.signIn();
    await grantRole(api.platform, { email: colleague.email, role: 'ops' });
    expect((await look(colleague.userId)).status).toBe(403);
    expect((await look(admin.userId)).status).toBe(403);
    expect((await look(admin.userId, buyer)).status).toBe(403);
    const gone = await desk.signIn();
    await setAccountOpen(api.platform, { userId: admin.userId, role: 'admin' }, { userId: gone.userId, open: false, requestId: 'req_1' });
    expect((await look(gone.userId)).status).toBe(403);
    const outcomes = await Promise.all([look(), look()]);
    expect(outcomes.map(({ status }) => status).sort()).not.toEqual([200, 200]);
    expect((await look()).status).toBe(403);
  });

  it('sees nobody whose account is closed, or who was given a role, meanwhile', async () => {
    await look();
    await grantRole(api.platform, { email: buyer.email, role: 'ops' });
    expect((await desk.viewerOf(admin.browser))?.userId).toBe(admin.userId);
    await grantRole(api.platform, { email: buyer.email, role: 'customer' });
    await setAccountOpen(api.platform, { userId: admin.userId, role: 'admin' }, { userId: buyer.userId, open: false, requestId: 'req_1' });
    expect((await desk.viewerOf(admin.browser))?.userId).toBe(admin.userId);
  });
});

const typeOf = (procedure: object): unknown => Reflect.get(Object(Reflect.get(procedure, '_def')), 'type');
const PRIVATE = ['tokens.list', 'security.own', 'security.signIns', 'account.sessions', 'messages.threads', 'messages.thread', 'notifications.list', 'platforms.keys', 'privacy.export', 'webhookEndpoints.list'];

test('every procedure that changes something refuses, and every one that tells a secret', async () => {
  const caller = createCallerFactory(appRouter)({ platform: api.platform, requestId: 'test', ip: '127.0.0.1', header: () => null, viewer: () => Promise.resolve({ userId: buyer.userId, role: 'customer', seenBy: admin.userId }), setCookie: () => undefined });
  const writing = Object.entries(appRouter._def.procedures).filter(([, procedure]) => typeOf(procedure) !== 'query').map(([path]) => path).filter((path) => path !== 'impersonation.end');
  expect(writing.length).toBeGreaterThan(100);
  for (const path of [...writing, ...PRIVATE]) {
    const procedure = path.split('.').reduce<unknown>((at, name) => Reflect.get(Object(at), name), caller) as (value: unknown) => Promise<unknown>;
    await expect(procedure({}), path).rejects.toMatchObject({ code: 'FORBIDDEN', cause: { code: 'READ_ONLY' } });
  }
});

test('every address that is not open to all refuses', async () => {
  await look();
  const closed = ROUTES.filter(({ isOpen }) => !isOpen);
  expect(closed.map(({ path }) => path)).toEqual(expect.arrayContaining(['/api/download/', '/api/documents/invoices/', '/api/account/exports/', '/api/seller/uploads', '/api/events']));
  for (const { path, methods } of closed) {
    const address = path.endsWith('/') ? `${path}x` : path;
    const response = methods.includes('GET') ? await admin.browser.get(address) : await admin.browser.post(address, {});
    expect(await response.json(), path).toMatchObject({ error: { code: 'READ_ONLY' } });
  }
  expect((await buyer.browser.get('/api/documents/invoices/x')).status).not.toBe(403);
});

test('a role that was given and an account that was closed hold from the next request on', async () => {
  expect((await desk.viewerOf(buyer.browser))?.userId).toBe(buyer.userId);
  const close = await admin.browser.post('/api/trpc/admin.closeAccount', { json: { personId: buyer.userId, reason: 'Fraud.' } });
  expect(close.status).toBe(200);
  expect(await desk.viewerOf(buyer.browser)).toBeNull();
  await admin.browser.post('/api/trpc/admin.openAccount', { json: { personId: buyer.userId, reason: 'It was a mistake.' } });
  const again = await desk.signIn(buyer.email);
  await admin.browser.post('/api/trpc/admin.changePersonRole', { json: { personId: buyer.userId, personRole: 'ops' } });
  expect(await desk.viewerOf(again.browser)).toBeNull();
  const { rows } = await desk.owner.query<{ action: string; after: object }>(`select action, after from audit_log where target_id = $1 and actor_user_id = $2 order by at, id`, [buyer.userId, admin.userId]);
  expect(rows).toEqual([{ action: 'user.close', after: { open: false, reason: 'Fraud.' } }, { action: 'user.open', after: { open: true, reason: 'It was a mistake.' } }, { action: 'role.grant', after: { role: 'ops' } }]);
});
