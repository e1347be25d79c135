import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import pg from 'pg';
import { createDatabase, type Database } from '@/server/platform/db';
import { createStorage, type Storage } from '@/server/platform/storage';
import { createTestDatabase, type TestDatabase } from '@/testing/postgres';
import type { IngestReport } from '@/shared/contracts/ingest';
import { ingestSource, type IngestSourceInput } from './ingest-source';

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
  folder = await mkdtemp(join(tmpdir(), 'ingest-test-'));
  storage = createStorage({ STORAGE_DIR: join(folder, 'storage'), S3_REGION: 'auto' } as never);
  return async () => {
    await db.close();
    await owner.end();
    await database.drop();
    await rm(folder, { recursive: true, force: true });
  };
});

async function write(files: Record<string, string>): Promise<string> {
  const root = join(folder, 'source');
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), content);
  }
  return root;
}

const FREE = { amountMinor: 0, teamAmountMinor: null, currency: 'usd' };
const ingest = (path: string, input: Partial<IngestSourceInput> = {}): Promise<IngestReport> => ingestSource({ db, storage }, 'operator', { path, defaultPrice: FREE, ...input });

describe('smoke', () => {
  it('takes a folder', async () => {
    const root = await write({ 'kit/package.json': '{"name":"kit","version":"1.0.0"}', 'kit/README.md': '# Kit\n\nA small kit for tests.' });
    const report = await ingest(root);
    expect(report.counts).toMatchObject({ created: 1, refused: 0 });
    console.log((await readdir(join(folder, 'storage'), { recursive: true })).join('\n'));
    console.log((await owner.query('select * from catalog_entries')).rows, (await owner.query('select * from assets')).rows);
    expect((await ingest(root)).counts).toMatchObject({ unchanged: 1, created: 0 });
  });
});
