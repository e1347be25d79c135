import { existsSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import pg from 'pg';
import { beforeEach, describe, expect, it } from 'vitest';
import { createDatabase, type Database } from '@/server/platform/db';
import { createStorage, type Storage } from '@/server/platform/storage';
import type { IngestReport } from '@/shared/contracts/ingest';
import { assertBooks } from '@/testing/oracle';
import { createTestDatabase } from '@/testing/postgres';
import { writeZip } from '@/testing/zip-writer';
import { projectDir } from '@/tooling/migrate';
import { collectOrphanAssets } from './collect-orphan-assets';
import { getIngestRun } from './get-ingest-run';
import { ingestSource, type IngestSourceInput } from './ingest-source';
import { listIngestRuns } from './list-ingest-runs';
import { readArchive } from './read-archive';

let db: Database;
let owner: pg.Client;
let folder: string;
let storage: Storage;

beforeEach(async () => {
  const database = await createTestDatabase();
  db = createDatabase(database);
  owner = new pg.Client({ connectionString: database.ownerUrl });
  await owner.connect();
  folder = await mkdtemp(path.join(tmpdir(), 'ingest-test-'));
  storage = createStorage({ STORAGE_DIR: path.join(folder, 'storage'), S3_REGION: 'auto' });
  return async () => {
    await assertBooks(db);
    await db.close();
    await owner.end();
    await database.drop();
    await rm(folder, { recursive: true, force: true });
  };
});

type Files = Record<string, string | Buffer | object>;
async function write(files: Files, name = 'source'): Promise<string> {
  const root = path.join(folder, name);
  for (const [file, content] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(root, file)), { recursive: true });
    await writeFile(path.join(root, file), typeof content === 'string' || Buffer.isBuffer(content) ? content : JSON.stringify(content));
  }
  return root;
}

const FREE = { amountMinor: 0, teamAmountMinor: null, currency: 'usd' };
const admin = { userId: '00000000-0000-4000-8000-000000000001', role: 'admin' as const };
const ingest = (source: string, input: Partial<IngestSourceInput> = {}): Promise<IngestReport> => ingestSource({ db, storage }, 'operator', { path: source, defaultPrice: FREE, ...input });
const outcomes = (report: IngestReport) => report.results.map((line) => `${line.outcome} ${line.slug ?? line.item} ${line.version ?? ''}${line.problem === null ? '' : ` ${line.problem.field} ${line.problem.code}`}`.trim());
const rows = async <Row extends pg.QueryResultRow>(statement: string, values: unknown[] = []) => (await owner.query<Row>(statement, values)).rows;
const listed = async () => (await rows<{ line: string }>(`select slug || ' ' || coalesce(latest_version, '-') || ' ' || price_minor as line from catalog_entries order by slug`)).map((row) => row.line);
const counts = async () => (await rows(`select (select count(*) from products)::int as products, (select count(*) from product_versions)::int as versions, (select count(*) from assets)::int as assets, (select count(*) from prices)::int as prices`))[0];
const objects = async () => (existsSync(path.join(folder, 'storage')) ? (await readdir(path.join(folder, 'storage'), { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name)) : []);
const jobs = async () => (await rows<{ task: string }>(`select task_identifier as task from graphile_worker.jobs where task_identifier = 'notify-new-version'`)).map((row) => row.task);

const kit = (version: string, more: Files = {}): Files => ({ 'kit/package.json': { name: 'kit', version }, 'kit/README.md': `# Kit\n\nA small kit, ${version}.`, ...more });
const pack = (change: object = {}) => ({ slug: 'good-pack', title: 'Good', version: '1.0.0', price_cents: 1900, currency: 'usd', files: ['README.md'], ...change });
const library = (packs: object[], more: object = {}) => ({ schema: 1, packs, ...more });

describe('what is taken in', () => {
  it('publishes a pack with an archive of exactly its files, and lists it', async () => {
    expect(outcomes(await ingest(await write(kit('1.0.0', { 'kit/src/index.js': 'export {}' }))))).toEqual(['created kit 1.0.0']);
    expect(await listed()).toEqual(['kit 1.0.0 0']);
    const [archive] = await rows<{ storage_key: string; sha256: string; bytes: string; file_name: string; contents: unknown }>(`select * from assets where role = 'archive'`);
    expect(archive).toMatchObject({ file_name: 'kit-1.0.0.zip', contents: [{ path: 'README.md' }, { path: 'package.json' }, { path: 'src/index.js', bytes: 9 }] });
    expect(archive?.storage_key).toMatch(/^packs\/prd_\w+\/ver_\w+\/ast_\w+\.zip$/);
    const bytes = await buffer(await storage.read(archive?.storage_key ?? ''));
    await writeFile(path.join(folder, 'sold.zip'), bytes);
    expect((await readArchive(path.join(folder, 'sold.zip'), { item: 'sold', extractTo: null })).map((file) => file.path)).toEqual(['README.md', 'package.json', 'src/index.js']);
    expect(Number(archive?.bytes)).toBe(bytes.length);
  });

  it('does nothing for the same bytes, also from a ZIP', async () => {
    const source = await write(kit('1.0.0'));
    await ingest(source);
    const before = [await counts(), (await objects()).length];
    expect(outcomes(await ingest(source))).toEqual(['unchanged kit 1.0.0']);
    const zip = await write({ 'kit.zip': writeZip([{ name: 'package.json', content: JSON.stringify({ name: 'kit', version: '1.0.0' }) }, { name: 'README.md', content: '# Kit\n\nA small kit, 1.0.0.' }]) }, 'zip');
    expect(outcomes(await ingest(path.join(zip, 'kit.zip')))).toEqual(['unchanged kit 1.0.0']);
    expect([await counts(), (await objects()).length]).toEqual(before);
    expect(await jobs()).toEqual([]);
  });

  it('refuses other bytes and lower numbers, takes a new version and tells its owners once', async () => {
    await ingest(await write(kit('1.0.0')));
    expect(outcomes(await ingest(await write(kit('1.0.0', { 'kit/extra.js': '1' }))))).toEqual(['refused kit 1.0.0 version version_changed']);
    expect(outcomes(await ingest(await write(kit('0.9.0'))))).toEqual(['refused kit 0.9.0 version version_lower']);
    const next = await write(kit('1.1.0'));
    expect(outcomes(await ingest(next))).toEqual(['new_version kit 1.1.0']);
    expect(await jobs()).toEqual(['notify-new-version']);
    expect(outcomes(await ingest(next))).toEqual(['unchanged kit 1.1.0']);
    expect(await jobs()).toHaveLength(1);
    expect(await listed()).toEqual(['kit 1.1.0 0']);
    expect(await rows(`select version from product_versions where published_at is not null order by sort_key`)).toEqual([{ version: '1.0.0' }, { version: '1.1.0' }]);
  });

  it('takes several versions, licences and prices from an index', async () => {
    const source = await write({
      'library.json': library([pack({ version: '1.1.0', path: 'v2', price_cents: 2900, team_price_cents: 9900, changelog: 'Better.' }), pack({ path: 'v1' }), pack({ slug: 'yen', price_cents: 1999, currency: 'jpy', path: 'v1' })]),
      'v1/README.md': '# One',
      'v2/README.md': '# Two',
    });
    expect(outcomes(await ingest(source))).toEqual(['created good-pack 1.0.0', 'new_version good-pack 1.1.0', 'created yen 1.0.0']);
    expect(await listed()).toEqual(['good-pack 1.1.0 2900', 'yen 1.0.0 1999']);
    expect(await rows(`select v.license, p.amount_minor::int as amount, p.currency from product_variants v join prices p on p.variant_id = v.id and p.archived_at is null order by v.sku`)).toEqual([
      { license: 'personal', amount: 2900, currency: 'usd' }, { license: 'team', amount: 9900, currency: 'usd' }, { license: 'personal', amount: 1999, currency: 'jpy' },
    ]);
    // Nobody can own what was created in this very run.
    expect(outcomes(await ingest(source))).toEqual(['unchanged good-pack 1.0.0', 'unchanged good-pack 1.1.0', 'unchanged yen 1.0.0']);
  });

  it('archives a price that a new version changes, and keeps what the seller set otherwise', async () => {
    await ingest(await write({ 'library.json': library([pack()]), 'README.md': 'x' }));
    await ingest(await write({ 'library.json': library([pack({ version: '1.1.0', price_cents: 2500 })]), 'README.md': 'y' }));
    expect(await rows(`select amount_minor::int as amount, archived_at is null as live from prices order by amount_minor`)).toEqual([{ amount: 1900, live: false }, { amount: 2500, live: true }]);
  });

  it('makes a pack of every row of a list, and names rows that are none', async () => {
    const source = await write({ 'p.csv': 'act,prompt\nChef,Cook something good for me today.\n,Nothing\nChef,Cook something else entirely.\n' });
    expect(outcomes(await ingest(path.join(source, 'p.csv'), { defaultPrice: { ...FREE, amountMinor: 199 } }))).toEqual(['created chef 1.0.0', 'refused p.csv row 3  title csv_row', 'created chef-2 1.0.0']);
    expect(await listed()).toEqual(['chef 1.0.0 199', 'chef-2 1.0.0 199']);
  });
});

describe('drafts', () => {
  it('keeps metadata alone as a draft, completes it with its files, and refuses other metadata', async () => {
    const source = await write({ 'library.json': library([pack()]) });
    const report = await ingest(source);
    expect(outcomes(report)).toEqual(['draft good-pack 1.0.0']);
    expect(report.results[0]?.warnings.map((warning) => warning.code)).toEqual(['files_absent']);
    expect(await listed()).toEqual([]);
    expect(outcomes(await ingest(await write({ 'library.json': library([pack({ title: 'changed' })]) })))).toEqual(['refused good-pack 1.0.0 version version_changed']);
    expect(outcomes(await ingest(await write({ 'library.json': library([pack({ version: '0.9.0' })]) })))).toEqual(['refused good-pack 0.9.0 version version_lower']);
    expect(outcomes(await ingest(await write({ 'library.json': library([pack()]), 'README.md': '# Good' })))).toEqual(['completed good-pack 1.0.0']);
    expect(await listed()).toEqual(['good-pack 1.0.0 1900']);
  });

  it('publishes nothing with isDraft, and everything without', async () => {
    const source = await write(kit('1.0.0'));
    expect(outcomes(await ingest(source, { isDraft: true }))).toEqual(['draft kit 1.0.0']);
    expect(await listed()).toEqual([]);
    expect(outcomes(await ingest(source, { isDraft: true }))).toEqual(['unchanged kit 1.0.0']);
    expect(outcomes(await ingest(source))).toEqual(['completed kit 1.0.0']);
    expect(await listed()).toEqual(['kit 1.0.0 0']);
    // A draft of the next version shows nothing of itself.
    expect(outcomes(await ingest(await write(kit('2.0.0')), { isDraft: true }))).toEqual(['draft kit 2.0.0']);
    expect(await listed()).toEqual(['kit 1.0.0 0']);
  });

  it('leaves a product that was taken out of the shop outside', async () => {
    await ingest(await write(kit('1.0.0')));
    await owner.query(`update products set status = 'delisted'`);
    await owner.query(`select app.refresh_catalog_entries(array(select id from products))`);
    expect(outcomes(await ingest(await write(kit('1.1.0'))))).toEqual(['new_version kit 1.1.0']);
    expect(await listed()).toEqual([]);
  });
});

describe('what is refused', () => {
  it('refuses one pack without keeping the others out', async () => {
    const source = await write({ 'library.json': library([pack({ slug: 'one' }), pack({ slug: 'two', files: ['README.md', 'gone.md'] }), pack({ slug: 'three', is_admin: true }), pack({ slug: 'four', files: ['.env'] }), pack({ slug: 'five' })]), 'README.md': 'x', '.env': 'A=1' });
    expect(outcomes(await ingest(source))).toEqual(['created one 1.0.0', 'refused two@1.0.0  gone.md file_missing', 'refused packs[2]  packs[2].is_admin index_unknown_key', 'refused four@1.0.0  .env secret_file', 'created five 1.0.0']);
    expect(await listed()).toEqual(['five 1.0.0 1900', 'one 1.0.0 1900']);
  });

  it('lets an item the database will not hold refuse itself alone', async () => {
    await owner.query(`alter table products add constraint no_cursed check (title <> 'Cursed')`);
    const source = await write({ 'library.json': library([pack({ slug: 'one' }), pack({ slug: 'two', title: 'Cursed' }), pack({ slug: 'three' })]), 'README.md': 'x' });
    expect(outcomes(await ingest(source))).toEqual(['created one 1.0.0', 'refused two@1.0.0  pack database_refused', 'created three 1.0.0']);
    expect(await listed()).toEqual(['one 1.0.0 1900', 'three 1.0.0 1900']);
  });

  it('leaves an address to the seller who has it', async () => {
    await ingest(await write({ 'library.json': library([pack()]), 'README.md': 'x' }));
    await owner.query(`insert into organizations (id, slug, name) values ('org_x', 'other', 'Other')`);
    await owner.query(`insert into sellers (id, organization_id, slug, name, lifecycle) values ('slr_x', 'org_x', 'other', 'Other', 'active')`);
    expect(outcomes(await ingest(await write({ 'library.json': library([pack({ version: '2.0.0' })], { seller: 'other' }), 'README.md': 'y' })))).toEqual(['refused good-pack 2.0.0 slug slug_taken']);
  });

  it('never puts one seller\u2019s packs into another\u2019s shop', async () => {
    for (const slug of ['ann', 'bob']) {
      await owner.query(`insert into organizations (id, slug, name) values ('org_' || $1, $1, $1)`, [slug]);
      await owner.query(`insert into sellers (id, organization_id, slug, name, lifecycle) values ('slr_' || $1, 'org_' || $1, $1, $1, 'active')`, [slug]);
    }
    const both = await write({ 'a/library.json': library([pack({ slug: 'of-ann' })], { seller: 'ann' }), 'a/README.md': 'x', 'b/library.json': library([pack({ slug: 'of-bob' })], { seller: 'bob' }), 'b/README.md': 'x' });
    expect(outcomes(await ingest(both))).toEqual(['refused a/library.json: of-ann@1.0.0  seller seller_other', 'refused b/library.json: of-bob@1.0.0  seller seller_other']);
    expect((await ingest(path.join(both, 'a'))).sellerSlug).toBe('ann');
    expect(outcomes(await ingest(both, { sellerSlug: 'ann' }))).toEqual(['unchanged of-ann 1.0.0', 'created of-bob 1.0.0']);
  });

  it('asks who, and for whom, before anything', async () => {
    const source = await write(kit('1.0.0'));
    await expect(ingestSource({ db, storage }, { ...admin, role: 'customer' }, { path: source, defaultPrice: FREE })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(ingest(path.join(folder, 'nowhere'))).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(ingest(source, { sellerSlug: 'nobody' })).rejects.toMatchObject({ code: 'NOT_FOUND', details: { field: 'seller' } });
    await ingest(source);
    await owner.query(`update sellers set lifecycle = 'suspended'`);
    await owner.query(`select app.refresh_catalog_entries(array(select id from products))`);
    await expect(ingest(source)).rejects.toMatchObject({ code: 'CONFLICT' });
  });
});

describe('two at once, and the report', () => {
  it('makes one pack of two simultaneous runs', async () => {
    const source = await write({ 'library.json': library(Array.from({ length: 30 }, (_, index) => pack({ slug: `pack-${index}` }))), 'README.md': 'x' });
    // Both need the shop's own seller; it is there, so that the race is about packs.
    await ingest(await write(kit('1.0.0'), 'first'));
    const reports = await Promise.all([ingest(source), ingest(source), ingest(source)]);
    expect(reports.reduce((sum, report) => sum + report.counts.created, 0)).toBe(30);
    expect(reports.reduce((sum, report) => sum + report.counts.unchanged, 0)).toBe(60);
    expect(await counts()).toMatchObject({ products: 31, versions: 31, prices: 31 });
  });

  it('keeps the report for the admin, with warnings', async () => {
    const report = await ingest(await write({ ...kit('1.0.0'), 'kit/package.json': { name: 'kit', version: '1.0.0', scripts: { postinstall: 'x' } }, 'stray.bin': 'x' }));
    expect(await rows(`select action, actor_role, target_id from audit_log`)).toEqual([{ action: 'ingest.run', actor_role: 'system', target_id: report.runId }]);
    const { items: [run] } = await listIngestRuns(db, admin, { limit: 5 });
    expect(run).toMatchObject({ id: report.runId, status: 'finished', accepted: 1, unchanged: 0, refused: 0, sellerSlug: 'latchkey' });
    const { results } = await getIngestRun(db, admin, { runId: report.runId });
    expect(results).toEqual(report.results);
    expect(results.map((line) => line.warnings.map((warning) => warning.code))).toEqual([['install_script'], []].sort((left, right) => (report.results[0]?.outcome === 'created' ? 0 : left.length - right.length)));
    const newer = await ingest(await write(kit('1.1.0'), 'newer'));
    const first = await listIngestRuns(db, admin, { limit: 1 });
    expect(first.items.map(({ id }) => id)).toEqual([newer.runId]);
    expect(await listIngestRuns(db, admin, { limit: 1, cursor: first.nextCursor ?? '' })).toMatchObject({ items: [{ id: report.runId }], nextCursor: null });
    await expect(getIngestRun(db, { ...admin, role: 'ops' }, { runId: report.runId })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(getIngestRun(db, admin, { runId: 'igr_none' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('orphans', () => {
  it('collects what no row names once it is a day old, and nothing else', async () => {
    await ingest(await write(kit('1.0.0')));
    const [sample] = await objects();
    await mkdir(path.join(folder, 'storage/packs/prd_x/ver_x'), { recursive: true });
    const [old, young] = ['old', 'young'].map((name) => path.join(folder, `storage/packs/prd_x/ver_x/${name}.zip`));
    for (const file of [old, young]) await copyFile(sample ?? '', file ?? '');
    const twoDaysAgo = new Date(Date.now() - 2 * 24 * 60 * 60 * 1000);
    for (const file of (await objects()).filter((each) => each !== young)) await utimes(file, twoDaysAgo, twoDaysAgo);
    const before = await objects();
    expect(await collectOrphanAssets({ db, storage })).toBe(1);
    expect((await objects()).sort()).toEqual(before.filter((file) => file !== old).sort());
  });
});

const shared = path.join(projectDir, '..', 'shared', 'data');
describe.skipIf(!existsSync(shared))('all of the data from outside', () => {
  it('is taken whole, twice, as the same products', async () => {
    for (const [name, count] of [['prompts', 217], ['runbooks', 9], ['notebooks', 24]] as const) {
      const first = await ingest(path.join(shared, name));
      expect([name, first.counts.created, first.results.length]).toEqual([name, count, count]);
      const again = await ingest(path.join(shared, name));
      expect([name, again.counts.unchanged]).toEqual([name, count]);
    }
    expect(await listed()).toHaveLength(250);
  }, 60_000);
});
