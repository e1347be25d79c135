import type { ServiceTx } from '@/server/platform/db';
import type { InvoiceDocument } from '@/shared/contracts/invoices';
import { newId } from '@/shared/ids';
import { findNumber, insertInvoice, lockCounter, takeNumber, type InvoiceSubject } from './invoices.queries';
import { numberText } from './to-document';

/**
 * Issues one document under the seller's next number, in the caller's transaction: the number is taken if and only if the document is written.
 * What was issued before keeps its number. Returns the number as printed. Callers come to several sellers in the order of their ids.
 */
export async function issueDocument(tx: ServiceTx, subject: InvoiceSubject, { at, make }: { at: Date; make: (number: string) => InvoiceDocument }): Promise<string> {
  await lockCounter(tx, subject);
  const known = await findNumber(tx, subject);
  if (known !== undefined) return numberText(subject.kind, known);
  const number = await takeNumber(tx, subject);
  const printed = numberText(subject.kind, number);
  await insertInvoice(tx, { ...subject, id: newId('invoice'), number, document: make(printed), at });
  return printed;
}
