import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { respond } from '@/server/http/respond';
import { fromFetch } from '@/server/http/next-mount';
import { toResponse } from '@/server/http/call';
import { listKeys } from '@/server/modules/entitlements/list-keys';
import { pageKeys } from '@/server/modules/entitlements/page-keys';
import { peerHeader } from '@/server/platform/client-ip';
import { setClock } from '@/server/platform/clock';
import type { Viewer } from '@/server/platform/db';
import type { Platform } from '@/server/platform/platform';
import { newId } from '@/shared/ids';
import { createTestDatabase, type TestDatabase } from '@/testing/postgres';
import { createTestPlatform } from '@/testing/platform';
import { createWorld, type World } from '@/testing/world';
import { requestDownload } from './request-download';
import { signDownload } from './sign-download';

const CONTENT = Buffer.from('0123456789abcdefghij');

let database: TestDatabase;
let platform: Platform;
let owner: pg.Client;
let world: World;
const assets: Record<string, string> = {};

beforeAll(async () => {
  database = await createTestDatabase();
  platform = await createTestPlatform(database);
  owner = new pg.Client({ connectionString: database.ownerUrl });
  await owner.connect();
  world = await createWorld(database.ownerUrl);
  const { published } = world.products;
  assets['1.0.0'] = await addArchive(published.versionId, '1.0.0');
  for (const [version, sortKey, yanked] of [['1.1.0', '0002', null], ['2.0.0', '0003', 'It deletes the wrong table.']] as const) {
    const versionId = newId('version');
    await owner.query(
      `insert into product_versions (id, product_id, version, sort_key, content_hash, published_at, yanked_at, yanked_reason) values ($1, $2, $3, $4, repeat('c', 64), now(), case when $5::text is not null then now() end, $5)`,
      [versionId, published.id, version, sortKey, yanked],
    );
    assets[version] = await addArchive(versionId, version);
  }
});
afterAll(async () => {
  await owner.end();
  await platform.close();
  await database.drop();
});
beforeEach(() => owner.query('delete from download_events; delete from entitlements'));
afterEach(() => setClock());

async function addArchive(versionId: string, version: string): Promise<string> {
  const [id, key] = [newId('asset'), `packs/${versionId}/archive.zip`];
  await platform.storage.put(key, CONTENT, { contentType: 'application/zip', bytes: CONTENT.length });
  await owner.query(`insert into assets (id, version_id, role, storage_key, file_name, content_type, bytes, sha256) values ($1, $2, 'archive', $3, $4, 'application/zip', $5, repeat('d', 64))`, [id, versionId, key, `fastify-starter-${version}.zip`, CONTENT.length]);
  return id;
}

const viewer = (userId: string): Viewer => ({ userId, role: 'customer' });
const ask = (userId: string, version?: string) => requestDownload(platform, { viewer: viewer(userId), userAgent: 'test' }, { productSlug: 'fastify-starter', ...(version && { version }) });
const fetchLink = async (target: string, init?: RequestInit) => toResponse(await respond(fromFetch(new Request(new URL(target, 'http://localhost:3000'), init)), platform));

async function grant(holder: { userId?: string; organizationId?: string }, more: { limit?: number; endsAt?: Date; revoked?: boolean; productId?: string } = {}): Promise<string> {
  const id = newId('entitlement');
  await owner.query(
    `insert into entitlements (id, holder_user_id, holder_organization_id, product_id, source, download_limit, ends_at, revoked_at, revoked_reason, starts_at)
     values ($1, $2, $3, $4, 'admin', $5, $6, case when $7 then now() end, case when $7 then 'refund' end, now() - interval '1 day')`,
    [id, holder.userId ?? null, holder.organizationId ?? null, more.productId ?? world.products.published.id, more.limit ?? null, more.endsAt ?? null, more.revoked ?? false],
  );
  return id;
}

describe('who may', () => {
  test('without a key: refused, nothing minted, nothing recorded', async () => {
    await expect(ask(world.buyerA)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    expect((await owner.query('select from download_events')).rowCount).toBe(0);
  });

  test('a personal key is its holder’s, not a colleague’s', async () => {
    await grant({ userId: world.orgOwner });
    await expect(ask(world.orgOwner)).resolves.toMatchObject({ fileName: 'fastify-starter-1.1.0.zip' });
    await expect(ask(world.orgMember)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });

  test('an organization’s key serves its members, and an ex-member no longer at the next request', async () => {
    await grant({ organizationId: world.organizations.buying });
    await expect(ask(world.orgMember)).resolves.toBeDefined();
    expect(await listKeys(platform.db, viewer(world.orgMember))).toHaveLength(1);
    await owner.query('begin');
    await owner.query('delete from organization_members where user_id = $1', [world.orgMember]);
    await owner.query('commit');
    await expect(ask(world.orgMember)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    expect(await listKeys(platform.db, viewer(world.orgMember))).toEqual([]);
    await owner.query(`insert into organization_members (organization_id, user_id) values ($1, $2)`, [world.organizations.buying, world.orgMember]);
  });

  test('a key ends at its second, and a revoked one is none; one of two purchases is enough', async () => {
    await grant({ userId: world.buyerA }, { revoked: true });
    await expect(ask(world.buyerA)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    const endsAt = new Date('2026-12-01T12:00:00Z');
    await grant({ userId: world.buyerA }, { endsAt });
    setClock({ now: () => new Date(endsAt.getTime() - 1) });
    await expect(ask(world.buyerA)).resolves.toBeDefined();
    setClock({ now: () => endsAt });
    await expect(ask(world.buyerA)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });

  test('a limit of five gives five to twenty at once', async () => {
    await grant({ userId: world.buyerA }, { limit: 5 });
    const answers = await Promise.allSettled(Array.from({ length: 20 }, () => ask(world.buyerA)));
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(5);
    expect((await owner.query('select from download_events')).rowCount).toBe(5);
    expect((await listKeys(platform.db, viewer(world.buyerA)))[0]?.downloadsLeft).toBe(0);
  });

  test('what left the shop is served to its holder and hidden from others', async () => {
    const askArchived = (userId: string) => requestDownload(platform, { viewer: viewer(userId), userAgent: null }, { productSlug: 'retired-kit' });
    await expect(askArchived(world.buyerA)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await grant({ userId: world.buyerA }, { productId: world.products.archived.id });
    await expect(askArchived(world.buyerA)).rejects.toMatchObject({ code: 'NOT_FOUND', message: 'This version has no files.' });
    expect((await listKeys(platform.db, viewer(world.buyerA))).map(({ slug }) => slug)).toEqual(['retired-kit']);
  });
});

describe('the list of keys', () => {
  test('goes on page by page, though many came at once', async () => {
    for (let given = 0; given < 5; given += 1) await grant({ userId: world.buyerA });
    await owner.query(`update entitlements set created_at = date_trunc('milliseconds', now())`);
    const all = (await listKeys(platform.db, viewer(world.buyerA))).map(({ entitlementId }) => entitlementId);
    const first = await pageKeys(platform.db, { viewer: viewer(world.buyerA), input: { limit: 3 } });
    const second = await pageKeys(platform.db, { viewer: viewer(world.buyerA), input: { limit: 3, cursor: first.nextCursor ?? '' } });
    expect([...first.items, ...second.items].map(({ entitlementId }) => entitlementId)).toEqual(all);
    expect([all.length, second.nextCursor]).toEqual([5, null]);
  });
});

describe('which version', () => {
  test('any published one; a withdrawn one is gone, with its reason; another never was', async () => {
    await grant({ userId: world.buyerA });
    expect((await ask(world.buyerA)).fileName).toBe('fastify-starter-1.1.0.zip');
    expect((await ask(world.buyerA, '1.0.0')).fileName).toBe('fastify-starter-1.0.0.zip');
    await expect(ask(world.buyerA, '2.0.0')).rejects.toMatchObject({ code: 'GONE', message: expect.stringContaining('It deletes the wrong table.') });
    await expect(ask(world.buyerA, '9.9.9')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  test('a store that is down costs no download', async () => {
    const id = await grant({ userId: world.buyerA }, { limit: 1 });
    const down: Platform = { ...platform, storage: { ...platform.storage, exists: () => Promise.reject(new Error('no store')) } };
    await expect(requestDownload(down, { viewer: viewer(world.buyerA), userAgent: null }, { productSlug: 'fastify-starter' })).rejects.toMatchObject({ code: 'UNAVAILABLE', details: { retryAfterSeconds: 60 } });
    expect((await owner.query('select downloads_used from entitlements where id = $1', [id])).rows).toEqual([{ downloads_used: 0 }]);
  });
});

describe('the link', () => {
  const link = async () => {
    await grant({ userId: world.buyerA });
    const { url } = await ask(world.buyerA);
    return new URL(url).pathname + new URL(url).search;
  };

  test('sends the file under its name, to whoever has it, and never into a cache', async () => {
    const response = await fetchLink(await link());
    expect(response.status).toBe(200);
    expect(Buffer.from(await response.arrayBuffer())).toEqual(CONTENT);
    expect(response.headers.get('content-disposition')).toContain('filename="fastify-starter-1.1.0.zip"');
    expect(response.headers.get('cache-control')).toBe('private, no-store');
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  });

  test('HEAD, ranges, and ranges of another file', async () => {
    const target = await link();
    const head = await fetchLink(target, { method: 'HEAD' });
    expect([head.status, head.headers.get('content-length'), await head.text()]).toEqual([200, '20', '']);
    const part = await fetchLink(target, { headers: { range: 'bytes=5-9' } });
    expect([part.status, part.headers.get('content-range'), await part.text()]).toEqual([206, 'bytes 5-9/20', '56789']);
    const resumed = await fetchLink(target, { headers: { range: 'bytes=18-', 'if-range': `"${'d'.repeat(64)}"` } });
    expect([resumed.status, await resumed.text()]).toEqual([206, 'ij']);
    const other = await fetchLink(target, { headers: { range: 'bytes=18-', 'if-range': '"another"' } });
    expect([other.status, (await other.text()).length]).toEqual([200, 20]);
    expect((await fetchLink(target, { headers: { range: 'bytes=20-' } })).status).toBe(416);
  });

  test('fifty at once get the right bytes or are asked to wait', async () => {
    const target = await link();
    const answers = await Promise.all(Array.from({ length: 50 }, () => fetchLink(target)));
    const bodies = await Promise.all(answers.map(async (answer) => ({ status: answer.status, text: await answer.text() })));
    const sent = bodies.filter(({ status }) => status === 200);
    expect(sent.length).toBeGreaterThanOrEqual(1);
    expect(sent.every(({ text }) => text === CONTENT.toString())).toBe(true);
    expect(bodies.filter(({ status }) => status !== 200).every(({ status }) => status === 429)).toBe(true);
    expect(await (await fetchLink(target)).text()).toBe(CONTENT.toString());
  });

  test('nobody waits for what another leaves half read', async () => {
    const target = await link();
    const { rows } = await owner.query<{ key: string }>('select storage_key as key from assets where id = $1', [assets['1.1.0']]);
    const replace = (content: Buffer) => platform.storage.put(rows[0]!.key, content, { contentType: 'application/zip', bytes: content.length });
    // More than a stream holds ahead, so that it stays open.
    await replace(Buffer.alloc(1_000_000));
    const from = (ip: string) => fetchLink(target, { headers: { [peerHeader()]: ip } });
    const hoarded = await Promise.all(Array.from({ length: 20 }, () => from('203.0.113.7')));
    expect(hoarded.map(({ status }) => status)).toContain(429);
    expect((await from('203.0.113.8')).status).toBe(200);
    for (const answer of hoarded) await answer.body?.cancel();
    await replace(CONTENT);
    await vi.waitFor(async () => expect((await from('203.0.113.7')).status).toBe(200));
  });

  test('is dead one second too late, and after any change', async () => {
    const target = await link();
    const tampered = [
      target.replace(/expires=\d/, 'expires=9'),
      target.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A')),
      target.replace(assets['1.1.0']!, assets['1.0.0']!),
      target.replace('signature=', 'signature=%41'),
      `${target}&x=1`,
      `${target}&expires=9999999999`,
      target.replace('?', '/?'),
      target.slice(0, target.indexOf('?')),
      `/api/download/..%2f${assets['1.0.0']!}?expires=9999999999&signature=x`,
    ];
    for (const changed of tampered) expect((await fetchLink(changed)).status, changed).toBe(403);
    const expires = Number(/expires=(\d+)/.exec(target)?.[1]);
    setClock({ now: () => new Date(expires * 1000 - 1) });
    expect((await fetchLink(target)).status).toBe(200);
    setClock({ now: () => new Date(expires * 1000) });
    expect((await fetchLink(target)).status).toBe(403);
    expect(expires - Date.now() / 1000).toBeLessThanOrEqual(600);
  });

  test('a secret of another shop signs nothing here', async () => {
    const forged = signDownload({ assetId: assets['1.0.0']!, expires: 9_999_999_999 }, 'a-secret-of-another-shop-entirely-here');
    expect((await fetchLink(forged)).status).toBe(403);
  });
});
