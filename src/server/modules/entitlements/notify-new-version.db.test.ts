import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { newId } from '@/shared/ids';
import { createTestPlatform } from '@/testing/platform';
import { createTestDatabase, type TestDatabase } from '@/testing/postgres';
import { createWorld, type World } from '@/testing/world';
import type { Platform } from '@/server/platform/platform';
import { notifyNewVersion } from './notify-new-version';

let database: TestDatabase;
let platform: Platform;
let world: World;
let owner: pg.Client;

beforeAll(async () => {
  database = await createTestDatabase();
  world = await createWorld(database.ownerUrl);
  platform = await createTestPlatform(database);
  owner = new pg.Client({ connectionString: database.ownerUrl });
  await owner.connect();
});
afterAll(async () => {
  await owner.end();
  await platform.close();
  await database.drop();
});

const hold = (holder: { user?: string; organization?: string }, changes = '') =>
  owner.query(`insert into entitlements (id, holder_user_id, holder_organization_id, product_id, source ${changes && ', revoked_at, revoked_reason'}) values ($1, $2, $3, $4, 'admin' ${changes})`, [newId('entitlement'), holder.user ?? null, holder.organization ?? null, world.products.published.id]);
const mails = async () => (await owner.query<{ to: string }>(`select to_address as "to" from email_outbox where kind = 'new-version' order by 1`)).rows.map((row) => row.to);

it('writes once to everyone who holds a live key, in person or through an organization', async () => {
  await hold({ user: world.buyerA });
  await hold({ user: world.orgMember });
  await hold({ organization: world.organizations.buying });
  await hold({ user: world.buyerB }, `, now(), 'refunded'`);
  const { versionId } = world.products.published;
  await notifyNewVersion(platform, { versionId });
  await notifyNewVersion(platform, { versionId });
  expect(await mails()).toEqual(['buyera@example.test', 'orgmember@example.test', 'orgowner@example.test']);
});

it('does not announce a version that was yanked, or that does not exist', async () => {
  const before = await mails();
  await hold({ user: world.buyerA });
  await owner.query(`update product_versions set yanked_at = now(), yanked_reason = 'broken' where id = $1`, [world.products.other.versionId]);
  await notifyNewVersion(platform, { versionId: world.products.other.versionId });
  await notifyNewVersion(platform, { versionId: newId('version') });
  expect(await mails()).toEqual(before);
});
