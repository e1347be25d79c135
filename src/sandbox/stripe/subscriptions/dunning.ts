import type { Work } from '../core/work';
import type { Sql } from '../store/transaction';

/** What happens after a renewal was not paid: tries again so many days after the try before, and what comes when none is left. */
export interface Dunning {
  retryDays: number[];
  exhausted: 'cancel' | 'unpaid' | 'past_due';
}

export const DUNNING: Dunning = { retryDays: [3, 5, 7], exhausted: 'cancel' };

const NAME = 'dunning';

/** The dunning as it is set. */
export async function dunningOf(work: Work): Promise<Dunning> {
  const { rows } = await work.sql.query<{ value: Dunning }>('select value from stripe_double.settings where name = $1', [NAME]);
  return rows[0]?.value ?? DUNNING;
}

/** Sets it for every account; null goes back to what it is at the start. */
export async function setDunning(sql: Sql, dunning: Dunning | null): Promise<void> {
  if (dunning === null) await sql.query('delete from stripe_double.settings where name = $1', [NAME]);
  else await sql.query('insert into stripe_double.settings (name, value) values ($1, $2) on conflict (name) do update set value = excluded.value', [NAME, JSON.stringify(dunning)]);
}
