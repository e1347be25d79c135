import type { Work } from '../core/work';

interface Sum {
  currency: string;
  available: string;
  pending: string;
}

interface BalanceAmount {
  amount: number;
  currency: string;
  source_types: { card: number };
}

export interface BalanceDocument {
  object: 'balance';
  available: BalanceAmount[];
  connect_reserved: { amount: number; currency: string }[];
  livemode: false;
  pending: BalanceAmount[];
}

/** The balance of the account the work acts for, per currency, as of now. */
export async function balanceOf(work: Work): Promise<BalanceDocument> {
  const { rows } = await work.sql.query<Sum>(
    `select doc->>'currency' as currency,
       coalesce(sum((doc->>'net')::bigint) filter (where (doc->>'available_on')::bigint <= $2), 0) as available,
       coalesce(sum((doc->>'net')::bigint) filter (where (doc->>'available_on')::bigint > $2), 0) as pending
     from stripe_double.objects where kind = 'balance_transaction' and account = $1 group by 1 order by 1`,
    [work.account, work.now],
  );
  const sums = rows.length > 0 ? rows : [{ currency: 'usd', available: '0', pending: '0' }];
  const amounts = (which: 'available' | 'pending'): BalanceAmount[] =>
    sums.map((sum) => ({ amount: Number(sum[which]), currency: sum.currency, source_types: { card: Number(sum[which]) } }));
  return { object: 'balance', available: amounts('available'), connect_reserved: sums.map(({ currency }) => ({ amount: 0, currency })), livemode: false, pending: amounts('pending') };
}

/** What can be moved now in one currency. */
export async function availableOf(work: Work, currency: string): Promise<number> {
  const { available } = await balanceOf(work);
  return available.find((one) => one.currency === currency)?.amount ?? 0;
}

/** Lets changes that depend on what is available wait for each other until the transaction ends. */
export async function lockBalance(work: Work): Promise<void> {
  await work.sql.query('select pg_advisory_xact_lock(hashtext($1))', [`stripe_double.balance/${work.account}`]);
}
