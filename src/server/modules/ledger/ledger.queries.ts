import type { ServiceTx } from '@/server/platform/db';
import { newId } from '@/shared/ids';
import type { Posting } from './posting';

/** Writes the head of a posting; false when its source is posted already. */
export async function insertTransaction(tx: ServiceTx, posting: { id: string; sourceType: string; sourceId: string; at: Date }): Promise<boolean> {
  const { id, sourceType, sourceId, at } = posting;
  const written = await tx.$executeRaw`
    insert into ledger_transactions (id, source_type, source_id, posted_at) values (${id}, ${sourceType}, ${sourceId}, ${at})
    on conflict (source_type, source_id) do nothing`;
  return written === 1;
}

/** The account of this name, made when it is the first posting to it. */
async function ensureAccount(tx: ServiceTx, account: { name: string; sellerId: string | null; currency: string }): Promise<string> {
  const { name, sellerId, currency } = account;
  // The update changes nothing; it makes the row of an earlier or concurrent insert come back.
  const rows = await tx.$queryRaw<{ id: string }[]>`
    insert into ledger_accounts (id, name, seller_id, currency) values (${newId('ledgerAccount')}, ${name}, ${sellerId}, ${currency})
    on conflict (name, seller_id, currency) do update set name = excluded.name returning id`;
  const [row] = rows;
  if (!row) throw new Error(`no ledger account ${name}`);
  return row.id;
}

export async function insertEntries(tx: ServiceTx, posting: { transactionId: string; entries: readonly Posting[]; currency: string; at: Date }): Promise<void> {
  const { transactionId, entries, currency, at } = posting;
  const accounts = new Map<string, string>();
  // In one order everywhere, so that two postings never wait for each other's accounts.
  const wanted = [...new Set(entries.map((entry) => `${entry.account}|${entry.sellerId ?? ''}`))].sort();
  for (const key of wanted) {
    const [name = '', sellerId = ''] = key.split('|');
    accounts.set(key, await ensureAccount(tx, { name, sellerId: sellerId || null, currency }));
  }
  for (const entry of entries) {
    const accountId = accounts.get(`${entry.account}|${entry.sellerId ?? ''}`);
    await tx.$executeRaw`
      insert into ledger_entries (id, transaction_id, account_id, amount_minor, currency, order_item_id, posted_at)
      values (${newId('ledgerEntry')}, ${transactionId}, ${accountId}, ${entry.amountMinor}, ${currency}, ${entry.orderItemId}, ${at})`;
  }
}
