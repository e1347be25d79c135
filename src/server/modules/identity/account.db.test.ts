import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ProfileView, SessionView } from '@/shared/contracts/account';
import { startApiServer, type ApiServer } from '@/testing/api-server';
import { openBrowser, type Browser } from '@/testing/browser';
import { openSignInDesk, type SignInDesk } from '@/testing/sign-in';
import { collectOrphanPictures } from '../images/collect-orphan-pictures';

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

/** Sends a file as the page does. */
function send(browser: Browser, content: Buffer, headers: Record<string, string> = {}): Promise<Response> {
  const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  return fetch(`${api.url}/api/account/avatar`, { method: 'POST', body: new Uint8Array(content), headers: { 'content-type': 'application/octet-stream', origin: 'http://localhost:3000', 'sec-fetch-site': 'same-origin', cookie, ...headers } });
}

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

describe('the own profile', () => {
  const given = { displayName: '  Ida <b>Moberg</b> ', locale: 'de-DE', timeZone: 'Europe/Berlin' };

  it('can be changed, and nothing else with it', async () => {
    const { browser, userId } = await desk.signIn();
    expect((await tell(browser, 'account.updateProfile', given)).status).toBe(200);
    expect(await ask(browser, 'account.profile')).toMatchObject({ displayName: 'Ida <b>Moberg</b>', locale: 'de-DE', timeZone: 'Europe/Berlin', avatar: null });
    for (const wrong of [{ displayName: '' }, { displayName: 'x'.repeat(81) }, { displayName: 'a\u0000b' }, { displayName: '\u202eadI' }, { displayName: 'Latchkey' }, { timeZone: 'Mars/Olympus' }, { timeZone: '+02:00' }, { locale: 'tlh' }, { locale: '../en' }, { role: 'admin' }, { userId: 'x' }, { avatarSha256: 'a'.repeat(64) }])
      expect((await tell(browser, 'account.updateProfile', { ...given, ...wrong })).status, JSON.stringify(wrong)).toBe(400);
    expect(await desk.viewerOf(browser)).toEqual({ userId, role: 'customer', formats: { locale: 'de-DE', timeZone: 'Europe/Berlin' } });
  });

  it('is asked of nobody who is not signed in', async () => {
    const browser = openBrowser(api);
    for (const path of ['account.profile', 'account.sessions']) expect((await browser.get(`/api/trpc/${path}`)).status).toBe(401);
    expect((await tell(browser, 'account.updateProfile', given)).status).toBe(401);
    expect((await send(browser, Buffer.from('x'))).status).toBe(401);
  });

  it('has a picture: square, in the sizes and formats of all pictures, and gone when it is removed', async () => {
    const { browser, userId } = await desk.signIn();
    const photo = await sharp({ create: { width: 300, height: 200, channels: 3, background: '#456' } }).withExif({ IFD0: { Copyright: 'secret place' } }).jpeg().toBuffer();
    const answer = await send(browser, photo);
    expect(answer.status).toBe(201);
    const { avatar } = await ask<ProfileView>(browser, 'account.profile');
    const file = Buffer.from(await (await browser.get(avatar?.medium.webp ?? '')).arrayBuffer());
    expect(await sharp(file).metadata()).toMatchObject({ format: 'webp', width: 200, height: 200 });
    expect(file.includes('secret place')).toBe(false);
    await collectOrphanPictures(api.platform);
    expect((await browser.get(avatar?.thumb.avif ?? '')).status).toBe(200);
    for (const [wrong, status] of [[Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 415], [photo.subarray(0, 300), 422], [Buffer.concat([photo, Buffer.from('<script>')]), 422], [Buffer.alloc(0), 415], [Buffer.alloc(10 * 1024 * 1024 + 1), 413]] as const) expect((await send(browser, wrong)).status).toBe(status);
    expect(await ask(browser, 'account.profile')).toMatchObject({ avatar });
    expect((await send(browser, photo, { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect((await tell(browser, 'account.removeAvatar')).status).toBe(200);
    expect(await ask(browser, 'account.profile')).toMatchObject({ avatar: null });
    expect((await desk.owner.query('select avatar_sha256 from profiles where user_id = $1', [userId])).rows).toEqual([{ avatar_sha256: null }]);
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
