import { Prisma } from '@generated/client';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createDatabase, type Database } from '@/server/platform/db';
import { createTestDatabase, type TestDatabase } from '@/testing/postgres';
import { fillTables } from '@/testing/rls/fill-tables';
import { createWorld, type World } from '@/testing/world';
import { postPayment } from './post-payment';
import type { PostedItem } from './posting';

let database: TestDatabase;
let db: Database;
let world: World;
let sold: { orderId: string; orderItemId: string };

beforeAll(async () => {
  database = await createTestDatabase();
  world = await createWorld(database.ownerUrl);
  await fillTables(database.ownerUrl, world);
  db = createDatabase({ userUrl: database.userUrl, serviceUrl: database.serviceUrl, max: 12 });
  [sold] = await rows<typeof sold>('select order_id as "orderId", id as "orderItemId" from order_items limit 1') as [typeof sold];
});
afterAll(async () => {
  await db.close();
  await database.drop();
});

const rows = <Row>(text: string) => db.asService('a look at the books', (tx) => tx.$queryRaw<Row[]>(Prisma.raw(text)));
const post = (paymentId: string, { currency = 'eur', ...item }: Partial<PostedItem> & { currency?: string } = {}) =>
  db.asService('a posting', (tx) => {
    const whole: PostedItem = { orderItemId: sold.orderItemId, sellerId: world.sellers.one, totalMinor: 1_100, feeMinor: 80, taxMinor: 100, subsidyMinor: 50, creditMinor: 0, ...item };
    return postPayment(tx, { paymentId, orderId: sold.orderId, items: [whole], currency, at: new Date('2026-11-20T09:00:00Z') });
  });
const balances = (currency: string) =>
  rows<{ name: string; accounts: bigint; entries: bigint; sum: bigint }>(
    `select a.name, count(distinct a.id) as accounts, count(*) as entries, sum(e.amount_minor)::bigint as sum from ledger_entries e join ledger_accounts a on a.id = e.account_id where a.currency = '${currency}' group by a.name order by a.name`,
  );

it('postings that open the same accounts at once are all written, to one account each', async () => {
  await Promise.all(Array.from({ length: 10 }, (_, index) => post(`pay_at_once_${index}`)));
  expect(await balances('eur')).toEqual([
    { name: 'platform_fees', accounts: 1n, entries: 10n, sum: -800n },
    { name: 'promotions', accounts: 1n, entries: 10n, sum: 500n },
    { name: 'seller_payable', accounts: 1n, entries: 10n, sum: -9_700n },
    { name: 'stripe_clearing', accounts: 1n, entries: 10n, sum: 11_000n },
    { name: 'tax_payable', accounts: 1n, entries: 10n, sum: -1_000n },
  ]);
});

it('a payment that is posted by several at once is posted once', async () => {
  await Promise.all(Array.from({ length: 6 }, () => post('pay_twice', { currency: 'jpy' })));
  expect((await balances('jpy')).map(({ entries }) => entries)).toEqual([1n, 1n, 1n, 1n, 1n]);
});

it('every entry names its order, and all but clearing their item', async () => {
  await post('pay_named', { currency: 'gbp' });
  const found = await rows<{ name: string; named: boolean }>(
    `select a.name, e.order_id is not null and (e.order_item_id is not null) = (a.name <> 'stripe_clearing') as named from ledger_entries e join ledger_accounts a on a.id = e.account_id where a.currency = 'gbp'`,
  );
  expect(found).toHaveLength(5);
  expect(found.every(({ named }) => named)).toBe(true);
});

it('nothing is posted for nothing', async () => {
  await post('pay_nothing', { currency: 'chf', totalMinor: 0, feeMinor: 0, taxMinor: 0, subsidyMinor: 0 });
  expect(await rows(`select 1 from ledger_transactions where source_id = 'pay_nothing'`)).toEqual([]);
});
