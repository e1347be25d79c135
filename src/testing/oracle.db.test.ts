import { readFile } from 'node:fs/promises';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkBooks } from '@/server/modules/audit/check-books';
import { createDatabase, type Database } from '@/server/platform/db';
import { createTestDatabase, type TestDatabase } from '@/testing/postgres';
import { fillTables } from '@/testing/rls/fill-tables';
import { assertBooks } from '@/testing/oracle';
import { createWorld, type World } from '@/testing/world';

/** One way to break each rule, as a statement of the owner's with its triggers asleep. */
const BREAKAGES: Record<string, (world: World) => string> = {
  'i01-postings-sum-to-zero': () => `update ledger_entries set amount_minor = amount_minor + 1 where id = (select max(id) from ledger_entries)`,
  'i02-history-only-grows': () => `alter table ledger_entries disable trigger append_only`,
  'i03-parts-sum-to-charge': () => `update order_items set total_minor = total_minor + 1, shipping_minor = shipping_minor + 1`,
  'i04-one-posting-per-payment': () => `update payments set amount_minor = amount_minor + 1`,
  'i05-entitlements-match-orders': () => `delete from download_events; delete from entitlements`,
  'i06-stock-adds-up': () => `update stock_levels set on_hand = on_hand + 1`,
  'i07-refunded-within-paid': () => `update order_items set refunded_minor = 1`,
  'i08-paid-out-within-earned': () => `update transfers set status = 'paid'`,
  'i10-usage-as-counted': () => `update usage_counters set used = used - 1`,
  'i11-events-effective-once': () => `alter table webhook_events drop constraint webhook_events_stripe_event_id_key; insert into webhook_events (id, stripe_event_id, type, livemode, payload) select id || 'x', stripe_event_id, type, livemode, payload from webhook_events`,
  'i12-no-stale-orders': () => `update orders set status = 'pending', paid_at = null, expires_at = now() - interval '1 hour'`,
  'i14-privilege-is-audited': (world) => `update profiles set role = 'ops' where user_id = '${world.buyerA}'`,
  'i16-listing-mirrors-products': () => `update products set title = 'Another title'`,
  'i17-documents-without-gaps': () => `delete from invoices where number = 1`,
  'i18-drops-as-published': () => `update drop_entries set quantity = quantity + 1`,
  'i19-subscriptions-give-what-they-say': () => `update subscriptions set ended_at = now(), ended_reason = 'canceled'`,
  'i20-ratings-as-reviewed': () => `update product_ratings set stars_1 = stars_1 + 1`,
};

/** Ways to break another clause of a rule, with what it says of it. */
const CLAUSES: [rule: string, said: string, sql: string][] = [
  ['i20-ratings-as-reviewed', 'is listed with other ratings than it has', `update catalog_entries set rating_sum = rating_sum + 1`],
  ['i20-ratings-as-reviewed', 'is marked refunded and is not, or the other way round', `update reviews set refunded_at = now()`],
  ['i20-ratings-as-reviewed', 'stands on somebody else’s order, or on another product’s', `update orders set buyer_user_id = (select user_id from profiles where role = 'admin' limit 1)`],
  ['i19-subscriptions-give-what-they-say', 'was paid after its subscription had ended, and does not go back', `
    update subscriptions set ended_at = now() - interval '1 hour', ended_reason = 'canceled';
    update entitlements set revoked_at = now(), revoked_reason = 'canceled' where subscription_id is not null;
    update orders set subscription_id = (select min(id) from subscriptions), stripe_invoice_id = 'in_' || id where paid_at is not null`],
];

let database: TestDatabase;
let db: Database;
let owner: pg.Client;
let world: World;

beforeAll(async () => {
  database = await createTestDatabase();
  world = await createWorld(database.ownerUrl);
  await fillTables(database.ownerUrl, world);
  db = createDatabase({ userUrl: database.userUrl, serviceUrl: database.serviceUrl });
  owner = new pg.Client({ connectionString: database.ownerUrl });
  await owner.connect();
});
afterAll(async () => {
  await db.close();
  await owner.end();
  await database.drop();
});

test('sound books hold', () => assertBooks(db));

test('every rule has a way to break it, and every way its rule', async () => {
  expect((await checkBooks(db)).map(({ rule }) => rule)).toEqual(Object.keys(BREAKAGES));
});

test.each(Object.keys(BREAKAGES))('%s notices', async (rule) => {
  const sql = `select subject from (${await ruleText(rule)}) as violations`;
  await owner.query('begin; set local session_replication_role = replica');
  try {
    await owner.query(BREAKAGES[rule]!(world));
    expect((await owner.query(sql)).rowCount).toBeGreaterThan(0);
  } finally {
    await owner.query('rollback');
  }
});

test.each(CLAUSES)('%s notices what %s', async (rule, said, sql) => {
  await owner.query('begin; set local session_replication_role = replica');
  try {
    await owner.query(sql);
    expect((await owner.query(`select from (${await ruleText(rule)}) as violations where found = $1`, [said])).rowCount).toBeGreaterThan(0);
  } finally {
    await owner.query('rollback');
  }
});

function ruleText(rule: string): Promise<string> {
  return readFile(new URL(`../server/modules/audit/oracle/${rule}.sql`, import.meta.url), 'utf8');
}
