import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SessionView } from '@/shared/contracts/account';
import { startApiServer, type ApiServer } from '@/testing/api-server';
import { openBrowser, type Browser } from '@/testing/browser';
import { openSignInDesk, type SignInDesk } from '@/testing/sign-in';

let api: ApiServer;
let desk: SignInDesk;
beforeAll(async () => {
  api = await startApiServer({ TRUSTED_PROXY_HOPS: '1' });
  desk = await openSignInDesk(api);
});
afterAll(async () => {
  await desk.close();
  await api.stop();
});

async function ask<T>(browser: Browser, path: string): Promise<T> {
  const answer = (await (await browser.get(`/api/trpc/${path}`)).json()) as { result: { data: { json: T } } };
  return answer.result.data.json;
}
const tell = (browser: Browser, path: string, json?: unknown) => browser.post(`/api/trpc/${path}`, { json: json ?? null, ...(json === undefined && { meta: { values: ['undefined'] } }) });

describe('own sessions', () => {
  it('are listed without anything that opens them, and end at the next request', async () => {
    const phone = await desk.signIn();
    const desktop = await desk.signIn(phone.email);
    const sessions = await ask<SessionView[]>(desktop.browser, 'account.sessions');
    expect(sessions.map(({ current }) => current)).toEqual([true, false]);
    expect(Object.keys(sessions[0] ?? {}).sort()).toEqual(['current', 'device', 'id', 'lastSeenAt', 'network', 'signedInAt']);
    expect((await tell(desktop.browser, 'account.endSession', { sessionId: sessions[1]?.id })).status).toBe(200);
    expect(await desk.viewerOf(phone.browser)).toBeNull();
    expect(await desk.viewerOf(desktop.browser)).not.toBeNull();
  });

  it('all but this one end at once', async () => {
    const { email, browser } = await desk.signIn();
    const others = [await desk.signIn(email), await desk.signIn(email)];
    const response = await tell(browser, 'account.endOtherSessions');
    expect(await response.json()).toMatchObject({ result: { data: { json: 2 } } });
    for (const other of others) expect(await desk.viewerOf(other.browser)).toBeNull();
    expect(await desk.viewerOf(browser)).not.toBeNull();
  });

  it("of another person are not found, and stay", async () => {
    const victim = await desk.signIn();
    const [session] = await ask<SessionView[]>(victim.browser, 'account.sessions');
    const { browser } = await desk.signIn();
    expect((await tell(browser, 'account.endSession', { sessionId: session?.id })).status).toBe(404);
    expect(await desk.viewerOf(victim.browser)).not.toBeNull();
  });
});

describe('the own name', () => {
  it('can be changed, and nothing else with it', async () => {
    const { browser, userId } = await desk.signIn();
    expect((await tell(browser, 'account.rename', { displayName: '  Ida <b>Moberg</b> ' })).status).toBe(200);
    expect(await ask(browser, 'account.profile')).toMatchObject({ displayName: 'Ida <b>Moberg</b>' });
    for (const wrong of [{ displayName: '' }, { displayName: 'x'.repeat(81) }, { displayName: 'a\u0000b' }, { displayName: '\u202eadI' }, { displayName: 'Ida', role: 'admin' }, { displayName: 'Ida', userId: 'x' }]) expect((await tell(browser, 'account.rename', wrong)).status).toBe(400);
    expect(await desk.viewerOf(browser)).toEqual({ userId, role: 'customer' });
  });

  it('is asked of nobody who is not signed in', async () => {
    const browser = openBrowser(api);
    for (const path of ['account.profile', 'account.sessions']) expect((await browser.get(`/api/trpc/${path}`)).status).toBe(401);
    expect((await tell(browser, 'account.rename', { displayName: 'Ida' })).status).toBe(401);
  });
});

describe('the organizations to buy for', () => {
  it('are those a person owns or runs, and nobody else’s', async () => {
    const { browser, userId } = await desk.signIn();
    const other = await desk.signIn();
    await desk.owner.query("insert into organizations (id, slug, name) values ('org_1', 'one', 'One'), ('org_2', 'two', 'Two'), ('org_3', 'three', 'Three')");
    await desk.owner.query("insert into organization_members (organization_id, user_id, role) values ('org_1', $1, 'owner'), ('org_2', $1, 'member'), ('org_3', $1, 'admin'), ('org_2', $2, 'owner')", [userId, other.userId]);
    expect(await ask(browser, 'account.organizations')).toEqual([{ id: 'org_1', name: 'One' }, { id: 'org_3', name: 'Three' }]);
    expect(await ask(other.browser, 'account.organizations')).toEqual([{ id: 'org_2', name: 'Two' }]);
  });
});
