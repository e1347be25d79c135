import { Prisma } from '@generated/client';
import type { Reader, ServiceTx } from '@/server/platform/db';
import type { InvoiceDocument, InvoiceKind } from '@/shared/contracts/invoices';

/** What a document is for; there is one of each. */
export interface InvoiceSubject {
  kind: InvoiceKind;
  orderId: string;
  sellerId: string;
  refundId: string | null;
}

/**
 * Locks a seller's count of this kind until the transaction ends, opening it at zero. Whoever issues waits here for the one before, so that no
 * number is taken twice and none is lost when a transaction fails.
 */
export async function lockCounter(tx: ServiceTx, { sellerId, kind }: Pick<InvoiceSubject, 'sellerId' | 'kind'>): Promise<void> {
  // The update changes nothing but locks a row that is there already.
  await tx.$executeRaw`
    insert into invoice_counters as c (seller_id, kind) values (${sellerId}, ${kind}) on conflict (seller_id, kind) do update set last_number = c.last_number`;
}

/** The number this subject was given before, if any. */
export async function findNumber(tx: ServiceTx, { kind, orderId, sellerId, refundId }: InvoiceSubject): Promise<number | undefined> {
  const [row] = await tx.$queryRaw<{ number: number }[]>`
    select number from invoices where order_id = ${orderId} and kind = ${kind} and seller_id = ${sellerId} and refund_id is not distinct from ${refundId}`;
  return row?.number;
}

/** The next number; its counter is locked. */
export async function takeNumber(tx: ServiceTx, { sellerId, kind }: Pick<InvoiceSubject, 'sellerId' | 'kind'>): Promise<number> {
  const [row] = await tx.$queryRaw<{ number: number }[]>`
    update invoice_counters set last_number = last_number + 1 where seller_id = ${sellerId} and kind = ${kind} returning last_number as number`;
  if (!row) throw new Error(`no invoice counter of ${sellerId}`);
  return row.number;
}

export async function insertInvoice(tx: ServiceTx, invoice: InvoiceSubject & { id: string; number: number; document: InvoiceDocument; at: Date }): Promise<void> {
  const { id, kind, orderId, sellerId, refundId, number, document, at } = invoice;
  await tx.$executeRaw`
    insert into invoices (id, seller_id, kind, number, order_id, refund_id, currency, total_minor, document, issued_at)
    values (${id}, ${sellerId}, ${kind}, ${number}, ${orderId}, ${refundId}, ${document.currency}, ${document.totalMinor}, ${JSON.stringify(document)}::jsonb, ${at})`;
}

export interface InvoiceRow {
  id: string;
  kind: InvoiceKind;
  document: InvoiceDocument;
  issuedAt: Date;
}

const COLUMNS = Prisma.sql`i.id, i.kind, i.document, i.issued_at as "issuedAt"`;

/** One document, if the reader bought or sold what is on it. */
export async function findInvoice(reader: Reader, invoiceId: string): Promise<InvoiceRow | undefined> {
  const [row] = await reader.rows<InvoiceRow>(Prisma.sql`select ${COLUMNS} from invoices i where i.id = ${invoiceId}`);
  return row;
}

/** The documents of an order the reader bought, oldest first; undefined when it is not theirs. */
export async function listInvoicesOfOrder(reader: Reader, orderId: string): Promise<InvoiceRow[] | undefined> {
  const [row] = await reader.rows<{ documents: (Omit<InvoiceRow, 'issuedAt'> & { issuedAt: string })[] }>(Prisma.sql`
    select coalesce((select jsonb_agg(jsonb_build_object('id', i.id, 'kind', i.kind, 'document', i.document, 'issuedAt', i.issued_at) order by i.issued_at, i.id)
      from invoices i where i.order_id = o.id), '[]') as documents
    from orders o where o.id = ${orderId}`);
  return row?.documents.map(({ issuedAt, ...document }) => ({ ...document, issuedAt: new Date(issuedAt) }));
}

/** A seller's documents, newest first. */
export function listInvoicesOfSeller(reader: Reader, list: { sellerId: string; kinds: readonly InvoiceKind[]; after: { at: Date; id: string } | null; limit: number }): Promise<InvoiceRow[]> {
  const { sellerId, kinds, after, limit } = list;
  return reader.rows<InvoiceRow>(Prisma.sql`
    select ${COLUMNS} from invoices i
    where i.seller_id = ${sellerId} and (${kinds.length === 0}::boolean or i.kind = any (${[...kinds]}::text[]))
      and (${after?.at ?? null}::timestamptz is null or (i.issued_at, i.id) < (${after?.at ?? null}::timestamptz, ${after?.id ?? ''}))
    order by i.issued_at desc, i.id desc limit ${limit}`);
}
