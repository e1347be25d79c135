import { orderNumber } from '@/server/modules/notifications/templates/order-lines';
import { assertSellerMember } from '@/server/modules/sellers/assert-seller-member';
import type { Database, Viewer } from '@/server/platform/db';
import { findBalanceAt, findSellerName, listEntries, type EntryRow } from './statements.queries';

/** One line of a statement; the balance is what the shop owes the seller after it. */
export interface StatementLine {
  at: Date;
  words: string;
  orderNumber: string;
  title: string;
  amountMinor: number;
  balanceMinor: number;
  entryId: string;
}

export interface Statement {
  sellerName: string;
  month: string;
  currency: string;
  openingMinor: number;
  lines: StatementLine[];
  closingMinor: number;
}

const WORDS: Record<EntryRow['source'], string> = {
  payment: 'Sale',
  refund: 'Refund',
  refund_reversal: 'Refund that did not arrive',
  dispute: 'Taken back by the buyer’s bank',
  dispute_reversal: 'Returned by the buyer’s bank',
  dispute_fee: 'Stripe’s fee for a dispute',
  transfer: 'Paid out',
  transfer_reversal: 'Fetched back from your account',
};

/** The month as a half-open span in UTC. Pure. */
export function spanOf(month: string): { from: Date; until: Date } {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return { from: new Date(Date.UTC(year, number - 1, 1)), until: new Date(Date.UTC(year, number, 1)) };
}

/** The lines of a statement with the balance after each. Pure. */
export function toLines(openingMinor: number, entries: readonly EntryRow[]): StatementLine[] {
  let balanceMinor = openingMinor;
  return entries.map(({ id, at, source, number, title, amountMinor }) => {
    balanceMinor += amountMinor;
    return { at, words: WORDS[source], orderNumber: number === null ? '' : orderNumber(number), title: title ?? '', amountMinor, balanceMinor, entryId: id };
  });
}

/** For owners and admins of the seller: a month in one currency, entry by entry, from what the shop owed before to what it owed after. */
export async function getStatement(db: Database, { viewer, sellerSlug, month, currency }: { viewer: Viewer; sellerSlug: string; month: string; currency: string }): Promise<Statement> {
  const { sellerId } = await assertSellerMember(db, { viewer, sellerSlug, atLeast: 'admin' });
  const reader = db.readAsService('what an entry was posted for is not the sellers to read');
  const span = { sellerId, currency, ...spanOf(month) };
  const [sellerName, openingMinor, entries] = await Promise.all([findSellerName(reader, sellerId), findBalanceAt(reader, span), listEntries(reader, span)]);
  const lines = toLines(openingMinor, entries);
  return { sellerName, month, currency, openingMinor, lines, closingMinor: lines.at(-1)?.balanceMinor ?? openingMinor };
}
