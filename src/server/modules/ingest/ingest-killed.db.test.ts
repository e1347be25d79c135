import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { beforeEach, describe, expect, it } from 'vitest';
import { createDatabase, type Database } from '@/server/platform/db';
import { createStorage, type Storage } from '@/server/platform/storage';
import { assertBooks } from '@/testing/oracle';
import { createTestDatabase, type TestDatabase } from '@/testing/postgres';
import { projectDir } from '@/tooling/migrate';
import { collectOrphanAssets } from './collect-orphan-assets';
import { ingestSource } from './ingest-source';

const PACKS = 6;
let database: TestDatabase;
let db: Database;
let owner: pg.Client;
let folder: string;
let storage: Storage;

beforeEach(async () => {
  database = await createTestDatabase();
  db = createDatabase(database);
  owner = new pg.Client({ connectionString: database.ownerUrl });
  await owner.connect();
  folder = await mkdtemp(path.join(tmpdir(), 'killed-test-'));
  storage = createStorage({ STORAGE_DIR: path.join(folder, 'storage'), S3_REGION: 'auto' });
  const packs = Array.from({ length: PACKS }, (_, index) => ({ slug: `pack-${index}`, title: `Pack ${index}`, version: '1.0.0', price_cents: 900, currency: 'usd', path: `${index}`, files: ['README.md'] }));
  for (const [index] of packs.entries()) {
    await mkdir(path.join(folder, 'source', String(index)), { recursive: true });
    await writeFile(path.join(folder, 'source', String(index), 'README.md'), `# Pack ${index}`);
  }
  await writeFile(path.join(folder, 'source', 'library.json'), JSON.stringify({ schema: 1, packs }));
  return async () => {
    await assertBooks(db);
    await db.close();
    await owner.end();
    await database.drop();
    await rm(folder, { recursive: true, force: true });
  };
});

/** Where the process kills itself, with SIGKILL: nothing of it runs any more. */
type KillPoint = { at: 'before-object' | 'after-object' | 'statement'; nth: number };

/** Runs an ingest in a process of its own until it kills itself; answers the signal that ended it, or null when it came to its end. */
async function ingestUntilKilled(point: KillPoint): Promise<string | null> {
  const program = `
    import { ingestSource } from '@/server/modules/ingest/ingest-source';
    import { createDatabase } from '@/server/platform/db';
    import { createStorage } from '@/server/platform/storage';
    const point = ${JSON.stringify(point)};
    const seen = { 'before-object': 0, 'after-object': 0, statement: 0 };
    const pass = (at) => { if (at === point.at && ++seen[at] === point.nth) process.kill(process.pid, 'SIGKILL'); };
    const real = createStorage({ STORAGE_DIR: ${JSON.stringify(path.join(folder, 'storage'))}, S3_REGION: 'auto' });
    const storage = { ...real, put: async (...given) => { pass('before-object'); await real.put(...given); pass('after-object'); } };
    const database = createDatabase(${JSON.stringify({ userUrl: database.userUrl, serviceUrl: database.serviceUrl })});
    const watch = (tx) => new Proxy(tx, { get: (target, key) => (key === '$executeRaw' || key === '$queryRaw' ? async (...given) => { pass('statement'); return target[key](...given); } : target[key]) });
    const db = { ...database, asService: (reason, work) => database.asService(reason, (tx) => work(reason === 'ingest: write packs' ? watch(tx) : tx)) };
    await ingestSource({ db, storage }, 'operator', { path: ${JSON.stringify(path.join(folder, 'source'))}, defaultPrice: { amountMinor: 0, teamAmountMinor: null, currency: 'usd' } });
    await database.close();`;
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', program], { cwd: projectDir, stdio: ['ignore', 'ignore', 'inherit'] });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (_code, signal) => resolve(signal));
  });
}

const count = async (table: string) => (await owner.query<{ count: number }>(`select count(*)::int as count from ${table}`)).rows[0]?.count;
const visible = async () => [await count('products'), await count('product_versions'), await count('assets'), await count('catalog_entries')];
const objects = async () => (await readdir(path.join(folder, 'storage'), { recursive: true, withFileTypes: true }).catch(() => [])).filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));

describe('a run that is killed', () => {
  const points: KillPoint[] = [
    { at: 'before-object', nth: 4 },
    { at: 'after-object', nth: PACKS },
    { at: 'statement', nth: 1 },
    { at: 'statement', nth: 6 },
    { at: 'statement', nth: 12 },
  ];
  it.each(points)('shows nothing when it ends at $at $nth, and a second run finishes', async (point) => {
    expect(await ingestUntilKilled(point)).toBe('SIGKILL');
    expect(await visible()).toEqual([0, 0, 0, 0]);

    const report = await ingestSource({ db, storage }, 'operator', { path: path.join(folder, 'source'), defaultPrice: { amountMinor: 0, teamAmountMinor: null, currency: 'usd' } });
    expect(report.counts).toMatchObject({ created: PACKS, refused: 0 });
    const twoDaysAgo = new Date(Date.now() - 2 * 24 * 60 * 60 * 1000);
    for (const file of await objects()) await utimes(file, twoDaysAgo, twoDaysAgo);
    await collectOrphanAssets({ db, storage });
    expect(await objects()).toHaveLength((await count('assets')) ?? 0);
    expect(await visible()).toEqual([PACKS, PACKS, PACKS * 2, PACKS]);
  }, 60_000);

  it('comes to its end when nothing kills it, so that the points above are real', async () => {
    expect(await ingestUntilKilled({ at: 'statement', nth: 10_000 })).toBeNull();
    expect((await visible())[0]).toBe(PACKS);
  }, 60_000);
});
