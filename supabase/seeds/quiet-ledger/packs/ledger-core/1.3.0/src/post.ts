import type { ClientBase } from 'pg';

export type Entry = { account: string; currency: string; amountMinor: bigint };
export type Transaction = { key: string; memo: string; entries: Entry[] };

export class UnbalancedError extends Error {
  override name = 'UnbalancedError';
}

export function assertBalanced(entries: Entry[]): void {
  const sums = new Map<string, bigint>();
  for (const { currency, amountMinor } of entries) sums.set(currency, (sums.get(currency) ?? 0n) + amountMinor);
  for (const [currency, sum] of sums) {
    if (sum !== 0n) throw new UnbalancedError(`The ${currency} entries are off by ${sum}`);
  }
  if (entries.length < 2) throw new UnbalancedError('A transaction needs at least two entries');
}

/** Posts in the caller's database transaction. Returns false when the key was posted before; nothing changes then. */
export async function post(client: ClientBase, { key, memo, entries }: Transaction): Promise<boolean> {
  assertBalanced(entries);
  const { rows } = await client.query<{ id: string }>(
    'insert into ledger_transactions (key, memo) values ($1, $2) on conflict (key) do nothing returning id',
    [key, memo],
  );
  const transaction = rows[0];
  if (!transaction) return false;
  await client.query(
    `insert into ledger_entries (transaction_id, account, currency, amount_minor)
     select $1, account, currency, amount from unnest($2::text[], $3::text[], $4::bigint[]) as e (account, currency, amount)
      where amount <> 0`,
    [
      transaction.id,
      entries.map(({ account }) => account),
      entries.map(({ currency }) => currency),
      entries.map(({ amountMinor }) => amountMinor.toString()),
    ],
  );
  return true;
}
