import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkBooks } from '@/server/modules/audit/check-books';
import { startApiServer, type ApiServer } from '@/testing/api-server';
import { openBrowser } from '@/testing/browser';
import { openSignInDesk, type SignInDesk } from '@/testing/sign-in';

let local: ApiServer;
let shop: ApiServer;
let desk: SignInDesk;
beforeAll(async () => {
  local = await startApiServer({ TRUSTED_PROXY_HOPS: '1', DEMO_SIGN_IN: '1', STRIPE_API_URL: 'http://127.0.0.1:9' });
  shop = await startApiServer({ TRUSTED_PROXY_HOPS: '1' });
  desk = await openSignInDesk(local);
});
afterAll(async () => {
  await desk.close();
  await local.stop();
  await shop.stop();
});

const entry = `/api/trpc/account.entry?input=${encodeURIComponent('{"json":{"to":"/marketplace"}}')}`;
const entryOf = async (api: ApiServer) => ((await (await openBrowser(api).get(entry)).json()) as { result: { data: { json: unknown } } }).result.data.json;

describe('demo accounts', () => {
  it('sign in with one click, in the same kind of session, with their roles', async () => {
    await desk.owner.query("insert into organizations (id, slug, name) values ('org_00000000000000000000000001', 'northbeam-tools', 'Northbeam Tools')");
    const roles: Record<string, unknown> = {};
    for (const account of ['buyer', 'seller', 'admin']) {
      const browser = openBrowser(local);
      const response = await browser.auth('callback/demo', { account, callbackUrl: '/marketplace' });
      expect(await response.json()).toEqual({ url: '/marketplace' });
      roles[account] = (await desk.viewerOf(browser))?.role;
    }
    expect(roles).toEqual({ buyer: 'customer', seller: 'customer', admin: 'admin' });
    const { rows } = await desk.owner.query('select u.email, m.role from organization_members m join users u on u.id = m.user_id');
    expect(rows).toEqual([{ email: 'nils@northbeam.example', role: 'owner' }]);
    expect((await checkBooks(local.platform.db)).filter((verdict) => verdict.violations.length > 0)).toEqual([]);
  });

  it('are the same people the second time, and keep their sessions', async () => {
    const [one, two] = [openBrowser(local), openBrowser(local)];
    await one.auth('callback/demo', { account: 'admin' });
    await two.auth('callback/demo', { account: 'admin' });
    expect(await desk.viewerOf(one)).toEqual(await desk.viewerOf(two));
    expect(await desk.viewerOf(one)).not.toBeNull();
  });

  it('are offered on this machine alone; elsewhere the address does not exist', async () => {
    expect(await entryOf(local)).toMatchObject({ demoAccounts: [{ account: 'buyer' }, { account: 'member' }, { account: 'seller' }, { account: 'maker' }, { account: 'admin' }] });
    expect(await entryOf(shop)).toEqual({ signedIn: false, to: '/marketplace', demoAccounts: [] });
    const browser = openBrowser(shop);
    expect((await browser.auth('callback/demo', { account: 'admin' })).status).toBe(404);
    expect(await browser.get('/api/auth/session').then((response) => response.json())).toEqual({});
  });

  it('take the token of the page, and no other name', async () => {
    const browser = openBrowser(local);
    expect((await browser.post('/api/auth/callback/demo', { account: 'admin' })).status).toBe(403);
    for (const account of ['root', '', '__proto__', 'toString']) expect((await browser.auth('callback/demo', { account })).status).toBe(400);
  });
});
