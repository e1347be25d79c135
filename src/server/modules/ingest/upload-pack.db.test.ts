import { mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createDatabase, type Database, type Viewer } from '@/server/platform/db';
import { parseEnv } from '@/server/platform/env';
import { createStorage, type Storage } from '@/server/platform/storage';
import { IngestFolderInput, IngestIndexInput, UploadPackInput } from '@/shared/contracts/admin-ingest';
import { createTestDatabase } from '@/testing/postgres';
import { createWorld } from '@/testing/world';
import { writeZip } from '@/testing/zip-writer';
import { ingestFolder } from './ingest-folder';
import { ingestIndex } from './ingest-index';
import { receiveUpload } from './receive-upload';
import { uploadPack } from './upload-pack';

let db: Database;
let storage: Storage;
let folder: string;
let owner: pg.Client;
let admin: Viewer;
let other: Viewer;

beforeEach(async () => {
  const database = await createTestDatabase();
  const world = await createWorld(database.ownerUrl);
  admin = { userId: world.admin, role: 'admin' };
  other = { userId: world.buyerA, role: 'admin' };
  db = createDatabase(database);
  owner = new pg.Client({ connectionString: database.ownerUrl });
  await owner.connect();
  folder = await mkdtemp(path.join(tmpdir(), 'upload-test-'));
  storage = createStorage({ STORAGE_DIR: path.join(folder, 'storage'), S3_REGION: 'auto' });
  return async () => {
    await db.close();
    await owner.end();
    await database.drop();
    await rm(folder, { recursive: true, force: true });
  };
});

const platform = () => ({ db, storage, env: parseEnv({ NEXTAUTH_SECRET: 'x'.repeat(32), DOWNLOAD_SECRET: 'x'.repeat(32), DATA_SECRET: 'x'.repeat(32), STRIPE_WEBHOOK_SECRET: 'whsec_test', KEYS_ASSETS_ROOT: path.join(folder, 'assets') }) });
async function* stream(...chunks: (Buffer | Error)[]): AsyncGenerator<Uint8Array> {
  for (const chunk of chunks) {
    await Promise.resolve();
    if (chunk instanceof Error) throw chunk;
    yield chunk;
  }
}
const kit = (version = '1.0.0') => writeZip([{ name: 'package.json', content: JSON.stringify({ name: 'uploaded', version }) }]);
const send = (bytes: Buffer, viewer = admin) => receiveUpload(platform(), viewer, { body: stream(bytes.subarray(0, 10), bytes.subarray(10)), bytes: bytes.length });
const take = (uploadId: string, viewer = admin, fileName = 'uploaded.zip') => uploadPack(platform(), viewer, UploadPackInput.parse({ uploadId, fileName, sellerSlug: 'northbeam' }));
const waiting = async () => (await readdir(path.join(folder, 'storage', 'uploads'), { recursive: true, withFileTypes: true }).catch(() => [])).filter((entry) => entry.isFile()).length;

describe('uploads', () => {
  it('are received, taken in once, and gone', async () => {
    const { uploadId, bytes } = await send(kit());
    expect(bytes).toBe(kit().length);
    expect((await take(uploadId)).counts).toMatchObject({ created: 1, refused: 0 });
    expect(await waiting()).toBe(0);
    await expect(take(uploadId)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('are gone too when they are refused, and leave no temporary files', async () => {
    // Other suites have files of their own there.
    vi.stubEnv('TMPDIR', folder);
    const { uploadId } = await send(Buffer.from('GIF89a and so on, which is no archive'));
    expect((await take(uploadId)).results[0]?.problem).toMatchObject({ item: 'uploaded.zip', code: 'archive_type' });
    expect(await waiting()).toBe(0);
    expect((await readdir(folder)).filter((name) => name.startsWith('latchkey-'))).toEqual([]);
    vi.unstubAllEnvs();
  });

  it('belong to the admin who sent them', async () => {
    const { uploadId } = await send(kit());
    await expect(take(uploadId, other)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(take(uploadId, { ...admin, role: 'ops' })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(send(kit(), { ...admin, role: 'customer' })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    expect(await waiting()).toBe(1);
  });

  it('that are cut off, too long, too large or without a size are refused and not kept', async () => {
    const receive = (bytes: number, ...chunks: (Buffer | Error)[]) => receiveUpload(platform(), admin, { body: stream(...chunks), bytes });
    const part = Buffer.alloc(1_000, 'x');
    await expect(receive(5_000, part)).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    await expect(receive(5_000, part, new Error('aborted'))).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    await expect(receive(500, part)).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    await expect(receive(NaN, part)).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    await expect(receive(0)).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    await expect(receive(300 * 1024 * 1024, part)).rejects.toMatchObject({ code: 'TOO_LARGE' });
    expect(await waiting()).toBe(0);
  });

  it('keep to the name they are given', async () => {
    const { uploadId } = await send(kit());
    for (const fileName of ['../x.zip', 'a/b.zip', 'a\0.zip', 'CON']) await expect(take(uploadId, admin, fileName)).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    expect((await take(uploadId, admin, 'kit.exe')).results[0]?.problem?.code).toBe('file_unknown');
  });
});

describe('an index and the assets root', () => {
  it('takes an index without files as drafts', async () => {
    const index = JSON.stringify({ schema: 1, packs: [{ slug: 'meta', title: 'Meta', version: '1.0.0', price_cents: 900, currency: 'usd', files: ['README.md'] }] });
    const report = await ingestIndex(platform(), admin, IngestIndexInput.parse({ index, sellerSlug: 'northbeam' }));
    expect(report.results.map((line) => [line.outcome, line.slug])).toEqual([['draft', 'meta']]);
    await expect(ingestIndex(platform(), { ...admin, role: 'customer' }, IngestIndexInput.parse({ index }))).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });

  it('stays below the assets root', async () => {
    await mkdir(path.join(folder, 'assets/kit'), { recursive: true });
    await mkdir(path.join(folder, 'outside'));
    await writeFile(path.join(folder, 'assets/kit/package.json'), '{"name":"kit-below-root","version":"1.0.0"}');
    await writeFile(path.join(folder, 'outside/package.json'), '{"name":"outside","version":"1.0.0"}');
    await symlink(path.join(folder, 'outside'), path.join(folder, 'assets/link'));
    const run = (place: string) => ingestFolder(platform(), admin, IngestFolderInput.parse({ path: place, sellerSlug: 'northbeam' }));
    for (const place of ['../outside', '/etc', 'link', 'kit/../../outside', 'a\0']) await expect(run(place)).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    await expect(run('nowhere')).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect((await run('kit')).counts.created).toBe(1);
    expect((await run('')).counts).toMatchObject({ created: 0, unchanged: 1, skipped: 1 });
    await expect(ingestFolder({ ...platform(), env: { ...platform().env, KEYS_ASSETS_ROOT: undefined } }, admin, IngestFolderInput.parse({ path: '' }))).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  });
});
