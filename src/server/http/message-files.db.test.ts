import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApiServer, type ApiServer } from '@/testing/api-server';
import type { Browser } from '@/testing/browser';
import { openSignInDesk, type SignInDesk, type SignedIn } from '@/testing/sign-in';
import { createWorld, type World } from '@/testing/world';

let api: ApiServer;
let desk: SignInDesk;
let world: World;
let buyer: SignedIn;
let seller: SignedIn;
let stranger: SignedIn;
let threadId: string;

beforeAll(async () => {
  api = await startApiServer({ TRUSTED_PROXY_HOPS: '1', LOG_LEVEL: 'silent', RATE_LIMITS: 'off' });
  world = await createWorld(api.database.ownerUrl);
  desk = await openSignInDesk(api);
  [buyer, seller, stranger] = [await desk.signIn(), await desk.signIn(), await desk.signIn()];
  await desk.owner.query(`insert into organization_members (organization_id, user_id, role) values ($1, $2, 'member')`, [world.organizations.one, seller.userId]);
  threadId = (await call<{ threadId: string }>(buyer, 'messages.open', { about: { productId: world.products.published.id } })).threadId;
});
afterAll(async () => {
  await desk.close();
  await api.stop();
});

async function call<Answer>({ browser }: SignedIn, path: string, input: object): Promise<Answer> {
  const response = await browser.post(`/api/trpc/${path}`, { json: input });
  const answer = (await response.json()) as { result: { data: { json: Answer } } };
  if (!response.ok) throw new Error(JSON.stringify(answer));
  return answer.result.data.json;
}

/** The bytes themselves, as a page sends them; a browser of the tests sends JSON. */
function upload({ cookies }: Browser, content: Buffer, site = 'same-origin'): Promise<Response> {
  const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const origin = site === 'same-origin' ? new URL(api.platform.env.PUBLIC_URL).origin : 'https://evil.example';
  return fetch(`${api.url}/api/messages/uploads?thread=${threadId}`, { method: 'POST', body: new Uint8Array(content), headers: { cookie, origin, 'sec-fetch-site': site } });
}

async function attach(person: SignedIn, fileName: string, content: Buffer) {
  const { uploadId } = (await (await upload(person.browser, content)).json()) as { uploadId: string };
  return call<{ id: string; fileName: string; width: number | null }>(person, 'messages.attach', { threadId, uploadId, fileName });
}

const statusFor = async ({ browser }: SignedIn, id: string) => (await browser.get(`/api/messages/files/${id}`)).status;

describe('a file of a message', () => {
  it('is its uploader’s alone until it is sent, then of those who take part, and of nobody who has left', async () => {
    const file = await attach(buyer, 'run.log', Buffer.from('<script>alert(1)</script>'));
    expect([await statusFor(buyer, file.id), await statusFor(seller, file.id)]).toEqual([200, 404]);
    await call(buyer, 'messages.send', { threadId, clientId: 'with-a-file', body: '', attachmentIds: [file.id] });
    const answer = await seller.browser.get(`/api/messages/files/${file.id}`);
    expect(answer.status).toBe(200);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'text/plain; charset=utf-8',
      'content-disposition': expect.stringMatching(/^attachment; filename="run\.log"/) as string,
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-cache',
    });
    expect((await seller.browser.get(`/api/messages/files/${file.id}`, { 'if-none-match': answer.headers.get('etag') ?? '' })).status).toBe(304);
    expect(await statusFor(stranger, file.id)).toBe(404);
    expect((await fetch(`${api.url}/api/messages/files/${file.id}`)).status).toBe(401);
    await desk.owner.query('delete from organization_members where user_id = $1', [seller.userId]);
    expect(await statusFor(seller, file.id)).toBe(404);
    await desk.owner.query(`insert into organization_members (organization_id, user_id, role) values ($1, $2, 'member')`, [world.organizations.one, seller.userId]);
  });

  it('goes with a message the shop hides', async () => {
    const file = await attach(buyer, 'rude.txt', Buffer.from('rude'));
    const { id } = await call<{ id: string }>(buyer, 'messages.send', { threadId, clientId: 'to-be-hidden', body: 'rude', attachmentIds: [file.id] });
    await desk.owner.query('update messages set hidden_at = now() where id = $1', [id]);
    expect(await statusFor(seller, file.id)).toBe(404);
    expect((await (await seller.browser.get(`/api/trpc/messages.thread?input=${encodeURIComponent(JSON.stringify({ json: { threadId } }))}`)).text())).not.toContain('rude');
  });

  it('that is a picture is encoded anew, without what its camera wrote', async () => {
    const photo = await sharp({ create: { width: 40, height: 30, channels: 3, background: '#888' } }).withExif({ IFD0: { Copyright: 'Taken at home' } }).jpeg().toBuffer();
    const file = await attach(buyer, 'photo.jpeg', photo);
    expect(file).toMatchObject({ fileName: 'photo.webp', width: 40 });
    const bytes = Buffer.from(await (await buyer.browser.get(`/api/messages/files/${file.id}`)).arrayBuffer());
    expect(bytes.includes('Taken at home')).toBe(false);
    expect((await sharp(bytes).metadata()).format).toBe('webp');
  });

  it('is not taken from another site, from strangers, or larger than it may be', async () => {
    expect((await upload(buyer.browser, Buffer.from('x'), 'cross-site')).status).toBe(403);
    expect((await upload(stranger.browser, Buffer.from('x'))).status).toBe(404);
    expect((await upload(buyer.browser, Buffer.alloc(10 * 1024 * 1024 + 1))).status).toBe(413);
  });
});
