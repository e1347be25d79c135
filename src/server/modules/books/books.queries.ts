import { Prisma } from '@generated/client';
import type { Reader, ServiceTx } from '@/server/platform/db';
import type { BooksTotal, RuleVerdict } from '@/shared/contracts/admin-books';

export interface NewBooksRun {
  id: string;
  requestedBy: string | null;
  startedAt: Date;
  finishedAt: Date;
  violations: number;
  rules: readonly RuleVerdict[];
}

export async function insertBooksRun(tx: ServiceTx, run: NewBooksRun): Promise<void> {
  await tx.$executeRaw`
    insert into books_runs (id, requested_by, started_at, finished_at, violations, rules)
    values (${run.id}, ${run.requestedBy}::uuid, ${run.startedAt}, ${run.finishedAt}, ${run.violations}, ${JSON.stringify(run.rules)}::jsonb)`;
}

export interface BooksRunRow {
  id: string;
  startedAt: Date;
  finishedAt: Date;
  violations: number;
  requestedBy: string | null;
  rules: RuleVerdict[];
}

export function listBooksRuns(reader: Reader, limit: number): Promise<BooksRunRow[]> {
  return reader.rows<BooksRunRow>(Prisma.sql`
    select r.id, r.started_at as "startedAt", r.finished_at as "finishedAt", r.violations, u.email as "requestedBy", r.rules
    from books_runs r left join users u on u.id = r.requested_by order by r.started_at desc, r.id desc limit ${limit}`);
}

/** The last verdict of each of the thirty days that end with `now`. */
export function listBooksDays(reader: Reader, now: Date): Promise<{ day: string; violations: number | null }[]> {
  return reader.rows<{ day: string; violations: number | null }>(Prisma.sql`
    select to_char(d.day, 'YYYY-MM-DD') as day, r.violations
    from generate_series((${now}::timestamptz at time zone 'UTC')::date - 29, (${now}::timestamptz at time zone 'UTC')::date, interval '1 day') as d(day)
    left join lateral (select violations from books_runs where started_at >= d.day at time zone 'UTC' and started_at < (d.day + interval '1 day') at time zone 'UTC'
      order by started_at desc, id desc limit 1) r on true
    order by d.day`);
}

/** What came in, went back, stayed and is owed, per currency, all of it from the ledger in one statement. */
export function listBooksTotals(reader: Reader): Promise<BooksTotal[]> {
  return reader.rows<BooksTotal>(Prisma.sql`
    select e.currency,
      coalesce(sum(e.amount_minor) filter (where a.name = 'stripe_clearing' and t.source_type = 'payment'), 0)::bigint as "chargedMinor",
      coalesce(-sum(e.amount_minor) filter (where a.name = 'stripe_clearing' and t.source_type in ('refund', 'refund_reversal', 'dispute', 'dispute_reversal')), 0)::bigint as "refundedMinor",
      coalesce(-sum(e.amount_minor) filter (where a.name = 'platform_fees'), 0)::bigint as "feesMinor",
      coalesce(-sum(e.amount_minor) filter (where a.name = 'seller_payable'), 0)::bigint as "payableMinor",
      coalesce(-sum(e.amount_minor) filter (where a.name = 'customer_credit'), 0)::bigint as "creditMinor",
      coalesce(-sum(e.amount_minor) filter (where a.name = 'stripe_clearing' and t.source_type in ('transfer', 'transfer_reversal')), 0)::bigint as "paidOutMinor"
    from ledger_entries e join ledger_accounts a on a.id = e.account_id join ledger_transactions t on t.id = e.transaction_id
    group by e.currency order by e.currency`);
}

/** Whether a job of these books waits or is at work. */
export async function isBooksJobOpen(reader: Reader): Promise<boolean> {
  const rows = await reader.rows<object>(Prisma.sql`select 1 from app.queue_jobs(wanted_task => 'check-books') where state in ('waiting', 'running', 'retrying')`);
  return rows.length > 0;
}
