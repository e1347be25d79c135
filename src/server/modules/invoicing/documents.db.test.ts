import { Prisma } from '@generated/client';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { postPayment } from '@/server/modules/ledger/post-payment';
import { postTransfer } from '@/server/modules/ledger/post-transfer';
import type { Viewer } from '@/server/platform/db';
import { createDatabase, type Database } from '@/server/platform/db';
import { createTestDatabase, type TestDatabase } from '@/testing/postgres';
import { fillTables } from '@/testing/rls/fill-tables';
import { createWorld, type World } from '@/testing/world';
import { getInvoicePdf } from './get-invoice-pdf';
import { getStatement } from './get-statement';
import { issueInvoices } from './issue-invoices';
import { listOrderDocuments } from './list-order-documents';
import { listStatements } from './list-statements';

let database: TestDatabase;
let db: Database;
let world: World;
let orderId: string;

beforeAll(async () => {
  database = await createTestDatabase();
  world = await createWorld(database.ownerUrl);
  await fillTables(database.ownerUrl, world);
  db = createDatabase({ userUrl: database.userUrl, serviceUrl: database.serviceUrl });
  const [order] = await look<{ id: string; item: string }>(`select o.id, i.id as item from orders o join order_items i on i.order_id = o.id where o.buyer_user_id = '${world.buyerA}'`);
  if (!order) throw new Error('no order');
  orderId = order.id;
  const item = { orderItemId: order.item, sellerId: world.sellers.one, totalMinor: 10_000, feeMinor: 800, taxMinor: 0, subsidyMinor: 0, creditMinor: 0 };
  await db.asService('arranging', async (tx) => {
    await postPayment(tx, { paymentId: 'pay_september', orderId, items: [item], currency: 'eur', at: new Date('2026-09-30T23:59:59.999Z') });
    await postPayment(tx, { paymentId: 'pay_october', orderId, items: [item], currency: 'eur', at: new Date('2026-10-01T00:00:00Z') });
    await postTransfer(tx, { transferId: 'trf_october', sellerId: world.sellers.one, orderId, amountMinor: 9_200, currency: 'eur', at: new Date('2026-10-09T00:00:00Z') });
    await tx.$executeRaw`delete from invoices where order_id = ${orderId}`;
    await tx.$executeRaw`delete from invoice_counters`;
    await tx.$executeRaw`delete from invoices`;
  });
  await issueInvoices({ db }, { orderId });
});
afterAll(async () => {
  await db.close();
  await database.drop();
});

const look = <Row>(text: string) => db.asService('looking', (tx) => tx.$queryRaw<Row[]>(Prisma.raw(text)));
const as = (name: 'buyerA' | 'buyerB' | 'sellerOne' | 'sellerTwo' | 'admin'): Viewer => ({ userId: world[name], role: name === 'admin' ? 'admin' : 'customer' });

it('a statement begins where the last one ended, and ends at the ledger’s sum', async () => {
  const input = { viewer: as('sellerOne'), sellerSlug: 'northbeam', currency: 'eur' };
  const [september, october, later] = await Promise.all(['2026-09', '2026-10', '2027-01'].map((month) => getStatement(db, { ...input, month })));
  expect([september!.openingMinor, september!.closingMinor]).toEqual([0, 9_200]);
  expect([october!.openingMinor, ...october!.lines.map(({ words, amountMinor }) => `${words} ${amountMinor}`), october!.closingMinor]).toEqual([9_200, 'Sale 9200', 'Paid out -9200', 9_200]);
  const [ledger] = await look<{ sum: bigint }>(`select -sum(e.amount_minor)::bigint as sum from ledger_entries e join ledger_accounts a on a.id = e.account_id where a.name = 'seller_payable' and a.currency = 'eur' and a.seller_id = '${world.sellers.one}'`);
  expect(later!.openingMinor).toBe(Number(ledger?.sum));
});

it('the list of months says the same as the months themselves', async () => {
  const { items } = await listStatements(db, { viewer: as('sellerOne'), sellerSlug: 'northbeam' });
  const euros = items.filter(({ currency }) => currency === 'eur');
  expect(euros).toMatchObject([
    { month: '2026-10', openingMinor: 9_200, salesMinor: 9_200, takenBackMinor: 0, paidOutMinor: -9_200, closingMinor: 9_200 },
    { month: '2026-09', openingMinor: 0, salesMinor: 9_200, takenBackMinor: 0, paidOutMinor: 0, closingMinor: 9_200 },
  ]);
});

it('an invoice is its buyer’s and its seller’s, and nobody else’s', async () => {
  const [document] = await listOrderDocuments(db, { viewer: as('buyerA'), orderId });
  const invoiceId = document!.id;
  for (const who of ['buyerA', 'sellerOne'] as const) expect((await getInvoicePdf(db, { viewer: as(who), invoiceId })).fileName).toBe('INV-00001 northbeam.pdf');
  for (const who of ['buyerB', 'sellerTwo', 'admin'] as const) {
    await expect(getInvoicePdf(db, { viewer: as(who), invoiceId })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(listOrderDocuments(db, { viewer: as(who), orderId })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  }
  await expect(getStatement(db, { viewer: as('sellerTwo'), sellerSlug: 'northbeam', month: '2026-10', currency: 'eur' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
});
