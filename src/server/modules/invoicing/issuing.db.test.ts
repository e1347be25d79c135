import { Prisma } from '@generated/client';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createDatabase, type Database } from '@/server/platform/db';
import { newId } from '@/shared/ids';
import { createTestDatabase, type TestDatabase } from '@/testing/postgres';
import { createWorld, type World } from '@/testing/world';
import { issueCreditNote } from './issue-credit-note';
import { issueDocument } from './issue-document';
import { issueInvoices } from './issue-invoices';

let database: TestDatabase;
let db: Database;
let world: World;

beforeAll(async () => {
  database = await createTestDatabase();
  world = await createWorld(database.ownerUrl);
  db = createDatabase({ userUrl: database.userUrl, serviceUrl: database.serviceUrl, max: 12 });
});
afterAll(async () => {
  await db.close();
  await database.drop();
});

/** A statement whose $1, $2 … stand in order, once each. */
const toSql = (text: string, values: unknown[]) => new Prisma.Sql(text.split(/\$\d+/), values);
const run = (text: string, ...values: unknown[]) => db.asService('arranging', (tx) => tx.$executeRaw(toSql(text, values)));
const look = <Row>(text: string, ...values: unknown[]) => db.asService('looking', (tx) => tx.$queryRaw<Row[]>(toSql(text, values)));

/** A paid order of one item of each seller named, with its discount, shipping and tax. */
async function order(sellers: ('published' | 'other')[], { priceMinor = 5_000 } = {}): Promise<string> {
  const orderId = newId('order');
  const parts = sellers.map((name) => ({ product: world.products[name], sellerId: name === 'other' ? world.sellers.two : world.sellers.one }));
  const [discount, shipping, tax] = priceMinor === 0 ? [0, 0, 0] : [500, 700, 400];
  const total = priceMinor - discount + shipping + tax;
  const n = parts.length;
  await run(
    `insert into orders (id, buyer_user_id, status, currency, subtotal_minor, discount_minor, shipping_minor, tax_minor, total_minor, expires_at, paid_at) values ($1, $2::uuid, 'paid', 'usd', $3::bigint, $4::bigint, $5::bigint, $6::bigint, $7::bigint, now(), now())`,
    orderId, world.buyerA, priceMinor * n, discount * n, shipping * n, tax * n, total * n,
  );
  for (const { product, sellerId } of parts) {
    await run(
      `insert into order_items (id, order_id, seller_id, product_id, variant_id, price_id, title, kind, quantity, unit_price_minor, discount_minor, shipping_minor, tax_minor, total_minor, fee_bps, fee_minor)
       values ($1, $2, $3, $4, $5, $6, 'A kit', 'download', 1, $7::bigint, $8::bigint, $9::bigint, $10::bigint, $11::bigint, 0, 0)`,
      newId('orderItem'), orderId, sellerId, product.id, product.variantId, product.priceId, priceMinor, discount, shipping, tax, total,
    );
  }
  return orderId;
}
const numbers = (sellerId: string, kind = 'invoice') => look<{ number: number }>('select number from invoices where seller_id = $1 and kind = $2 order by number', sellerId, kind).then((rows) => rows.map((row) => row.number));
const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

it('fifty, ten at once and each of them twice, are numbered without a gap', async () => {
  const before = (await numbers(world.sellers.one)).length;
  const orders: string[] = [];
  for (let index = 0; index < 50; index += 1) orders.push(await order(['published']));
  const waiting = [...orders, ...orders];
  // Ten workers, as many as there are connections for.
  await Promise.all(Array.from({ length: 10 }, async () => {
    for (let orderId = waiting.pop(); orderId !== undefined; orderId = waiting.pop()) await issueInvoices({ db }, { orderId });
  }));
  expect(await numbers(world.sellers.one)).toEqual(upTo(before + 50));
  const [counter] = await look<{ last: number }>('select last_number as last from invoice_counters where seller_id = $1', world.sellers.one);
  expect(counter).toEqual({ last: before + 50 });
});

it('an order of two sellers gives each its own invoice, of its own items', async () => {
  const orderId = await order(['published', 'other']);
  await issueInvoices({ db }, { orderId });
  const found = await look<{ sellerId: string; document: { number: string; totalMinor: number; lines: object[] } }>('select seller_id as "sellerId", document from invoices where order_id = $1 order by seller_id', orderId);
  expect(found.map(({ sellerId }) => sellerId)).toEqual([world.sellers.one, world.sellers.two].sort());
  expect(found.find(({ sellerId }) => sellerId === world.sellers.two)?.document).toMatchObject({
    number: expect.stringMatching(/^INV-0000[12]$/), totalMinor: 5_600, discountMinor: 500, shippingMinor: 700, taxMinor: 400, lines: [{ title: 'A kit', quantity: 1, unitPriceMinor: 5_000, amountMinor: 5_000 }],
    buyer: { name: 'buyerA', address: [] },
  });
});

it('a number that was taken by a transaction that failed is taken again', async () => {
  const before = (await numbers(world.sellers.one)).length;
  const orderId = await order(['published']);
  const refused = await db.asService('a failing issue', async (tx) => {
    await issueDocument(tx, { kind: 'invoice', orderId, sellerId: world.sellers.one, refundId: null }, {
      at: new Date('2026-11-20T09:00:00Z'),
      make: () => {
        throw new Error('the printer is on fire');
      },
    });
  }).then(() => 'issued', String);
  expect(refused).toContain('the printer is on fire');
  await issueInvoices({ db }, { orderId });
  expect(await numbers(world.sellers.one)).toEqual(upTo(before + 1));
});

it('what was free has no invoice, and what is not paid neither', async () => {
  const [free, unpaid] = [await order(['published'], { priceMinor: 0 }), await order(['published'])];
  await run(`update orders set status = 'pending', paid_at = null where id = $1`, unpaid);
  await Promise.all([free, unpaid].map((orderId) => issueInvoices({ db }, { orderId })));
  expect(await look('select 1 from invoices where order_id in ($1, $2)', free, unpaid)).toEqual([]);
});

it('what a credit paid wholly has its invoice', async () => {
  const orderId = await order(['published']);
  await run('update orders set credit_minor = total_minor, total_minor = 0 where id = $1', orderId);
  await run('update order_items set credit_minor = total_minor, total_minor = 0 where order_id = $1', orderId);
  await issueInvoices({ db }, { orderId });
  expect(await look('select document from invoices where order_id = $1', orderId)).toMatchObject([{ document: { lines: [{ amountMinor: 5_000 }], creditMinor: 5_600, totalMinor: 0 } }]);
});

it('a settled refund is credited once, on an invoice that is issued first if it must', async () => {
  const orderId = await order(['other']);
  const refundId = newId('refund');
  await run(`insert into refunds (id, order_id, amount_minor, currency, status, reason) values ($1, $2, 1000, 'usd', 'pending', 'Too small')`, refundId, orderId);
  await run('insert into refund_items (refund_id, order_item_id, amount_minor) select $1, id, 1000 from order_items where order_id = $2', refundId, orderId);
  await issueCreditNote({ db }, { refundId });
  expect(await look('select 1 from invoices where order_id = $1', orderId)).toEqual([]);
  await run(`update refunds set status = 'succeeded', settled_at = now() where id = $1`, refundId);
  await Promise.all([1, 2, 3].map(() => issueCreditNote({ db }, { refundId })));
  const found = await look<{ kind: string; document: { number: string } }>('select kind, document from invoices where order_id = $1 order by kind', orderId);
  expect(found).toMatchObject([
    { kind: 'credit_note', document: { number: 'CRN-00001', totalMinor: 1_000, reason: 'Too small', credits: found[1]?.document.number } },
    { kind: 'invoice', document: { totalMinor: 5_600 } },
  ]);
});
