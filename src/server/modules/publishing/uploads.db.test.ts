import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { toResponse } from '@/server/http/call';
import { fromFetch } from '@/server/http/next-mount';
import { respond } from '@/server/http/respond';
import { requestDownload } from '@/server/modules/downloads/request-download';
import { hashToken } from '@/server/modules/identity/session-cookie';
import { collectOrphanPictures } from '@/server/modules/images/collect-orphan-pictures';
import { setClock } from '@/server/platform/clock';
import type { Viewer } from '@/server/platform/db';
import type { Platform } from '@/server/platform/platform';
import { AddVersionInput, type AddImageInput } from '@/shared/contracts/publishing';
import { newId } from '@/shared/ids';
import { assertBooks } from '@/testing/oracle';
import { createTestPlatform } from '@/testing/platform';
import { createTestDatabase, type TestDatabase } from '@/testing/postgres';
import { createWorld, type World } from '@/testing/world';
import { writeZip } from '@/testing/zip-writer';
import { addImage } from './add-image';
import { addVersion } from './add-version';
import { createDraft } from './create-draft';
import { describeImage } from './describe-image';
import { getOwnProduct } from './get-own-product';
import { publishProduct } from './publish-product';
import { receiveSellerUpload } from './receive-seller-upload';
import { removeImage } from './remove-image';
import { reorderImages } from './reorder-images';
import { setPrices } from './set-prices';
import { submitForReview } from './submit-for-review';
import { updateProduct } from './update-product';
import { yankVersion } from './yank-version';

let database: TestDatabase;
let platform: Platform;
let world: World;
let owner: pg.Pool;
let one: Viewer;
let two: Viewer;
/** Temporary files of this suite alone. */
let temporary: string;

beforeAll(async () => {
  temporary = await mkdtemp(path.join(tmpdir(), 'uploads-test-'));
  vi.stubEnv('TMPDIR', temporary);
  database = await createTestDatabase();
  world = await createWorld(database.ownerUrl);
  platform = await createTestPlatform(database);
  owner = new pg.Pool({ connectionString: database.ownerUrl, max: 2 });
  one = { userId: world.sellerOne, role: 'customer' };
  two = { userId: world.sellerTwo, role: 'customer' };
  for (const [token, userId] of [['token-one', world.sellerOne], ['token-two', world.sellerTwo]]) await owner.query(`insert into sessions (session_token, user_id, expires) values ($1, $2, now() + interval '1 day')`, [hashToken(token!), userId]);
});
afterAll(async () => {
  await assertBooks(platform.db);
  await owner.end();
  await platform.close();
  await database.drop();
  vi.unstubAllEnvs();
  await rm(temporary, { recursive: true, force: true });
});

const sql = async <Row extends object>(text: string, values: unknown[] = []) => (await owner.query<Row>(text, values)).rows;
const own = (productId: string) => ({ seller: 'northbeam', productId });
const draft = async (type: 'node' | 'sneaker', title: string) => (await createDraft(platform.db, { viewer: one, input: { ...own(newId('product')), type, title } })).productId;
const view = (productId: string) => getOwnProduct(platform.db, { viewer: one, input: own(productId) });
async function* stream(bytes: Buffer): AsyncGenerator<Uint8Array> {
  await Promise.resolve();
  yield bytes;
}
const send = async (bytes: Buffer, purpose: 'image' | 'version', viewer = one) => (await receiveSellerUpload(platform, { viewer, seller: viewer === one ? 'northbeam' : 'oda', purpose, body: stream(bytes), bytes: bytes.length })).uploadId;
const photo = (seed: number, width = 60, height = 40) => sharp({ create: { width, height, channels: 3, background: { r: seed, g: 90, b: 120 } } }).jpeg().toBuffer();
const show = async (productId: string, bytes: Buffer, viewer = one) => addImage(platform, { viewer, input: { ...own(productId), uploadId: await send(bytes, 'image', viewer), alt: '' } satisfies AddImageInput });
const waiting = async () => {
  let count = 0;
  for await (const { key } of platform.storage.list('uploads/')) count += key === '' ? 0 : 1;
  return count;
};
const zip = (name: string, extra = '') => writeZip([{ name: 'package.json', content: JSON.stringify({ name, version: '9.9.9' }) }, { name: 'README.md', content: `# ${name}\n${extra}` }]);
const release = async (productId: string, version: string, bytes: Buffer) =>
  addVersion(platform, { viewer: one, input: AddVersionInput.parse({ ...own(productId), uploadId: await send(bytes, 'version'), fileName: 'kit.zip', version, changelog: `What **${version}** brings` }) });
/** Gives a draft of a kit what it lacks, and publishes it. */
async function publish(productId: string): Promise<void> {
  await updateProduct(platform.db, { viewer: one, input: { ...own(productId), title: 'Kit', summary: 's', description: 'd', tags: [], worksWith: [], brand: '', condition: null } });
  await setPrices(platform.db, { viewer: one, input: { ...own(productId), prices: [{ variantId: (await view(productId)).variants[0]!.id, amounts: [{ currency: 'usd', amountMinor: 0 }] }] } });
  await submitForReview(platform, { viewer: one, input: own(productId) });
  await publishProduct(platform, { viewer: { userId: world.admin, role: 'admin' }, input: { productId } });
}
const ask = async (target: string, init: RequestInit = {}, token?: string) =>
  toResponse(await respond(fromFetch(new Request(new URL(target, 'http://localhost:3000'), { ...init, headers: { ...(init.headers as Record<string, string>), ...(token && { cookie: `latchkey.session=${token}` }) } })), platform));

describe('versions', () => {
  it('wait with the draft, may be replaced until it is published, and never change after', async () => {
    const productId = await draft('node', 'Kit');
    await release(productId, '1.0.0', zip('kit', 'first'));
    await release(productId, '1.0.0', zip('kit', 'better'));
    const [waiting] = (await view(productId)).versions;
    expect(waiting).toMatchObject({ version: '1.0.0', isPublished: false, files: [{ path: 'README.md' }, { path: 'package.json' }] });
    expect(waiting!.changelogHtml).toContain('<strong>1.0.0</strong>');
    expect(await sql(`select 1 from assets a join product_versions v on v.id = a.version_id where v.product_id = $1 and role = 'archive'`, [productId])).toHaveLength(1);
    await publish(productId);
    expect((await view(productId)).versions).toMatchObject([{ version: '1.0.0', isPublished: true }]);
    await expect(release(productId, '1.0.0', zip('kit', 'other'))).rejects.toMatchObject({ code: 'CONFLICT', details: { reason: 'version_changed' } });
    await release(productId, '1.0.0', zip('kit', 'better'));
    await expect(release(productId, '0.9.0', zip('kit', 'older'))).rejects.toMatchObject({ code: 'CONFLICT', details: { reason: 'version_lower' } });
    await release(productId, '1.1.0', zip('kit', 'newer'));
    expect((await view(productId)).versions.map(({ version, isPublished }) => [version, isPublished])).toEqual([['1.1.0', true], ['1.0.0', true]]);
    expect(await sql('select latest_version from catalog_entries where product_id = $1', [productId])).toEqual([{ latest_version: '1.1.0' }]);
    expect(await sql(`select 1 from graphile_worker.jobs where task_identifier = 'notify-new-version'`)).toHaveLength(1);
  });

  it('are withdrawn once, with a reason that owners read; the older ones stay', async () => {
    const productId = await draft('node', 'Withdrawn kit');
    for (const version of ['1.0.0', '1.1.0']) await release(productId, version, zip('withdrawn', version));
    await publish(productId);
    const { buyerA } = world;
    await sql(`insert into entitlements (id, holder_user_id, product_id, source) values ($1, $2, $3, 'admin')`, [newId('entitlement'), buyerA, productId]);
    const download = (version?: string) => requestDownload(platform, { viewer: { userId: buyerA, role: 'customer' }, userAgent: 'test' }, { productSlug: 'withdrawn-kit', ...(version && { version }) });
    const withdraw = (version: string, reason: string, viewer = one) => yankVersion(platform.db, { viewer, input: { ...own(productId), version, reason } });
    await expect(withdraw('1.1.0', 'not mine', two)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(withdraw('3.0.0', 'not there')).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await withdraw('1.1.0', 'It deletes the wrong table.');
    await withdraw('1.1.0', 'another reason');
    await expect(download('1.1.0')).rejects.toMatchObject({ code: 'GONE', message: expect.stringContaining('It deletes the wrong table.') as string });
    await expect(download()).resolves.toMatchObject({ fileName: 'withdrawn-kit-1.0.0.zip' });
    expect(await sql('select latest_version from catalog_entries where product_id = $1', [productId])).toEqual([{ latest_version: '1.0.0' }]);
    expect(await sql(`select 1 from audit_log where action = 'version.yank' and target_id = $1`, [productId])).toHaveLength(1);
  });

  it('are refused for what breaks a rule, belongs to another kind, or is somebody else’s upload', async () => {
    const productId = await draft('node', 'Refused kit');
    await expect(release(productId, '1.0.0', Buffer.from('GIF89a'))).rejects.toMatchObject({ code: 'UNPROCESSABLE', details: { field: 'file', reason: 'archive_type' } });
    await expect(release(productId, '1.0.0', writeZip([{ name: '../evil.js', content: 'x' }, { name: 'package.json', content: '{}' }]))).rejects.toMatchObject({ code: 'UNPROCESSABLE' });
    await expect(release(productId, '1.0.0', writeZip([{ name: 'notes.md', content: '# Only notes' }]))).rejects.toMatchObject({ code: 'UNPROCESSABLE' });
    await expect(release(await draft('sneaker', 'No kit'), '1.0.0', zip('x'))).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    const foreign = await send(zip('x'), 'version', two);
    await expect(addVersion(platform, { viewer: one, input: AddVersionInput.parse({ ...own(productId), uploadId: foreign, fileName: 'kit.zip', version: '1.0.0' }) })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    for (const fileName of ['a/b.zip', '..\\x.zip', 'a\r\nb.zip', 'photo\u202egpj.zip', 'a\0.zip']) {
      await expect(addVersion(platform, { viewer: one, input: AddVersionInput.parse({ ...own(productId), uploadId: await send(zip('x'), 'version'), fileName, version: '1.0.0' }) }), fileName).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    }
    expect((await view(productId)).versions).toEqual([]);
    expect((await readdir(temporary)).filter((name) => !name.startsWith('latchkey-test-'))).toEqual([]);
  });
});

describe('pictures', () => {
  it('are added once, put in order, described and taken off', async () => {
    const productId = await draft('sneaker', 'Pictured');
    const first = await show(productId, await photo(1));
    const second = await show(productId, await photo(2));
    expect(await show(productId, await photo(1))).toEqual(first);
    expect((await view(productId)).images.map(({ id }) => id)).toEqual([first.imageId, second.imageId]);
    await reorderImages(platform.db, { viewer: one, input: { ...own(productId), imageIds: [second.imageId, first.imageId] } });
    await describeImage(platform.db, { viewer: one, input: { ...own(productId), imageId: second.imageId, alt: 'From the side' } });
    expect((await view(productId)).images).toMatchObject([{ id: second.imageId, alt: 'From the side', width: 60, height: 40 }, { id: first.imageId }]);
    await expect(reorderImages(platform.db, { viewer: one, input: { ...own(productId), imageIds: [first.imageId] } })).rejects.toMatchObject({ code: 'CONFLICT' });
    await expect(describeImage(platform.db, { viewer: one, input: { ...own(productId), imageId: newId('productImage'), alt: '' } })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    for (const verb of [() => removeImage(platform.db, { viewer: two, input: { ...own(productId), imageId: first.imageId } }), () => show(productId, Buffer.from('x'), two)]) await expect(verb()).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await removeImage(platform.db, { viewer: one, input: { ...own(productId), imageId: first.imageId } });
    await removeImage(platform.db, { viewer: one, input: { ...own(productId), imageId: first.imageId } });
    expect((await view(productId)).images).toHaveLength(1);
  });

  it('sent twenty times at once end as one row', async () => {
    const productId = await draft('sneaker', 'Crowd');
    const bytes = await photo(3, 300, 200);
    const made = await Promise.all(Array.from({ length: 20 }, () => show(productId, bytes)));
    expect(new Set(made.map(({ imageId }) => imageId)).size).toBe(1);
    expect(await sql('select 1 from product_images where product_id = $1', [productId])).toHaveLength(1);
  });

  it('that are none are refused in words, leave nothing behind, and stop at twenty', async () => {
    const productId = await draft('sneaker', 'Wicked');
    const before = await waiting();
    for (const [bytes, code] of [[Buffer.from('<html><script>1</script>'), 'UNSUPPORTED_MEDIA'], [Buffer.concat([await photo(4), Buffer.from('PK\u0003\u0004')]), 'UNPROCESSABLE'], [(await photo(5)).subarray(0, 200), 'UNPROCESSABLE']] as const) {
      await expect(show(productId, bytes)).rejects.toMatchObject({ code });
    }
    expect((await view(productId)).images).toEqual([]);
    expect(await waiting()).toBe(before);
    await sql(`insert into product_images (id, product_id, seller_id, sha256, width, height, files) select 'img_' || n, $1, $2, lpad(to_hex(n), 64, '0'), 1, 1, '{}' from generate_series(1, 20) n`, [productId, world.sellers.one]);
    await expect(show(productId, await photo(6))).rejects.toMatchObject({ code: 'CONFLICT' });
  });

  it('are served under the hash of their content, for ever, and collected a day after nobody shows them', async () => {
    const productId = await draft('sneaker', 'Served');
    const { imageId } = await show(productId, await photo(7, 900, 600));
    await show(productId, await photo(8));
    const [image, other] = (await view(productId)).images;
    const response = await ask(image!.medium.avif);
    expect(response.status).toBe(200);
    expect(Object.fromEntries(response.headers)).toMatchObject({ 'content-type': 'image/avif', 'cache-control': 'public, max-age=31536000, immutable', 'x-content-type-options': 'nosniff' });
    const bytes = Buffer.from(await response.arrayBuffer());
    expect(await sharp(bytes).metadata()).toMatchObject({ format: 'heif', width: 640, height: 427 });
    expect(response.headers.get('content-length')).toBe(String(bytes.length));
    const etag = response.headers.get('etag')!;
    const again = await ask(image!.medium.avif, { headers: { 'if-none-match': `W/"x", ${etag}` } });
    expect([again.status, again.headers.get('etag'), (await again.arrayBuffer()).byteLength]).toEqual([304, etag, 0]);
    const head = await ask(image!.large.webp, { method: 'HEAD' });
    expect([head.status, head.headers.get('content-type'), (await head.arrayBuffer()).byteLength]).toEqual([200, 'image/webp', 0]);
    expect(Number(head.headers.get('content-length'))).toBeGreaterThan(100);
    for (const path of [`/images/${'0'.repeat(64)}-thumb.avif`, image!.thumb.avif.replace('.avif', '.png'), image!.thumb.avif.replace('thumb', 'huge'), '/images/..%2f..%2fetc', '/images/x']) expect((await ask(path)).status, path).toBe(404);
    expect((await ask(image!.thumb.webp, { method: 'POST' })).status).toBe(405);
    await removeImage(platform.db, { viewer: one, input: { ...own(productId), imageId } });
    await collectOrphanPictures(platform);
    expect((await ask(image!.thumb.webp)).status).toBe(200);
    setClock({ now: () => new Date(Date.now() + 25 * 3_600_000) });
    await collectOrphanPictures(platform);
    setClock();
    expect((await ask(image!.thumb.webp)).status).toBe(404);
    // Those that are shown have stayed.
    expect((await ask(other!.thumb.webp)).status).toBe(200);
  });
});

describe('POST /api/seller/uploads', () => {
  const post = async (query: string, { bytes = Buffer.from('x'), token, headers = {} }: { bytes?: Buffer; token?: string; headers?: Record<string, string> }) =>
    (await ask(`/api/seller/uploads?${query}`, { method: 'POST', body: new Uint8Array(bytes), headers: { 'content-length': String(bytes.length), ...headers } }, token)).status;

  it('takes from members what they say, and from nobody else', async () => {
    expect(await post('seller=northbeam&purpose=image', { token: 'token-one' })).toBe(201);
    expect(await post('seller=northbeam&purpose=version', { token: 'token-one' })).toBe(201);
    expect(await post('seller=northbeam&purpose=image', {})).toBe(401);
    expect(await post('seller=northbeam&purpose=image', { token: 'token-two' })).toBe(404);
    expect(await post('seller=NO&purpose=image', { token: 'token-one' })).toBe(404);
    expect(await post('seller=northbeam&purpose=other', { token: 'token-one' })).toBe(400);
    expect(await post('seller=northbeam&purpose=image', { token: 'token-one', headers: { origin: 'https://elsewhere.example' } })).toBe(403);
    expect(await post('seller=northbeam&purpose=image', { token: 'token-one', headers: { 'content-length': String(11 * 1024 * 1024) } })).toBe(413);
    expect(await post('seller=northbeam&purpose=image', { token: 'token-one', headers: { 'content-length': '5' } })).toBe(400);
  });
});

describe('orders', () => {
  it('say what they said when they were made, whatever becomes of title, price and forms', async () => {
    const { published } = world.products;
    const [orderId, itemId] = [newId('order'), newId('orderItem')];
    await sql(`insert into orders (id, buyer_user_id, status, currency, total_minor, subtotal_minor, expires_at) select $1, $2, 'expired', 'usd', 5900, 5900, now()`, [orderId, world.buyerA]);
    await sql(
      `insert into order_items (id, order_id, seller_id, product_id, variant_id, price_id, title, kind, license, quantity, unit_price_minor, total_minor, fee_bps, fee_minor)
       values ($1, $2, $3, $4, $5, $6, 'fastify-starter', 'download', 'personal', 1, 5900, 5900, 800, 472)`,
      [itemId, orderId, world.sellers.one, published.id, published.variantId, published.priceId],
    );
    const before = await sql('select * from order_items where id = $1', [itemId]);
    await updateProduct(platform.db, { viewer: one, input: { ...own(published.id), title: 'Another name', summary: '', description: '', tags: [], worksWith: [], brand: '', condition: null } });
    await setPrices(platform.db, { viewer: one, input: { ...own(published.id), prices: [{ variantId: published.variantId, amounts: [{ currency: 'usd', amountMinor: 9_900 }] }] } });
    expect(await sql('select * from order_items where id = $1', [itemId])).toEqual(before);
    expect(await sql('select amount_minor::int, archived_at is not null as archived from prices where id = $1', [published.priceId])).toEqual([{ amount_minor: 5_900, archived: true }]);
    expect(await sql('select title, price_minor::int from catalog_entries where product_id = $1', [published.id])).toEqual([{ title: 'Another name', price_minor: 9_900 }]);
  });
});
