import { Prisma } from '@generated/client';
import type { Reader } from '@/server/platform/db';
import type { AdminHome } from '@/shared/contracts/admin-home';

/** Orders and money since a moment. */
export async function findToday(reader: Reader, since: Date): Promise<AdminHome['today']> {
  const [row] = await reader.rows<AdminHome['today']>(Prisma.sql`
    select (select count(*)::int from orders where created_at >= ${since}) as orders, (select count(*)::int from payments where paid_at >= ${since}) as paid,
      (select coalesce(jsonb_agg(to_jsonb(m) order by m."chargedMinor" desc, m.currency), '[]') from (
        select x.currency, sum(x.charged)::bigint as "chargedMinor", sum(x.refunded)::bigint as "refundedMinor" from (
          select currency, amount_minor as charged, 0 as refunded from payments where paid_at >= ${since}
          union all select currency, 0, amount_minor from refunds where status = 'succeeded' and settled_at >= ${since}) x
        group by x.currency) m) as money`);
  return row ?? { orders: 0, paid: 0, money: [] };
}

/** Paid orders of each of the fourteen days that end with `now`. */
export function listPaidDays(reader: Reader, now: Date): Promise<AdminHome['days']> {
  return reader.rows<AdminHome['days'][number]>(Prisma.sql`
    select to_char(d.day, 'YYYY-MM-DD') as day, count(p.id)::int as paid
    from generate_series((${now}::timestamptz at time zone 'UTC')::date - 13, (${now}::timestamptz at time zone 'UTC')::date, interval '1 day') as d(day)
    left join payments p on p.paid_at >= d.day at time zone 'UTC' and p.paid_at < (d.day + interval '1 day') at time zone 'UTC'
    group by d.day order by d.day`);
}

/** Everything that waits for a person. */
export async function findWaiting(reader: Reader, mailBefore: Date): Promise<Omit<AdminHome['waiting'], 'disputeDueAt'> & { disputeDueAt: Date | null }> {
  const [row] = await reader.rows<Omit<AdminHome['waiting'], 'disputeDueAt'> & { disputeDueAt: Date | null }>(Prisma.sql`
    select d.disputes, d.due as "disputeDueAt", (select count(*)::int from sellers where lifecycle = 'applied') as sellers,
      (select count(*)::int from webhook_events where status = 'dead') as "eventsDead", (select count(*)::int from webhook_events where status = 'quarantined') as "eventsHeld",
      coalesce(q.dead, 0)::int as "jobsDead", coalesce(q.retrying, 0)::int as "jobsRetrying",
      (select count(*)::int from email_outbox where sent_at is null and created_at < ${mailBefore}) as mails, (select count(*)::int from payouts where status = 'failed') as "payoutsFailed"
    from (select count(*)::int as disputes, min(evidence_due_at) as due from disputes where closed_at is null and status in ('inquiry', 'needs_response')) d,
      (select sum(dead) as dead, sum(retrying) as retrying from app.queue_tasks()) q`);
  if (!row) throw new Error('an aggregate has a row');
  return row;
}

/** The last word of the books and of the reconciler. */
export async function findVerdicts(reader: Reader): Promise<Pick<AdminHome, 'books' | 'reconciliation'>> {
  const [row] = await reader.rows<Pick<AdminHome, 'books' | 'reconciliation'>>(Prisma.sql`
    select (select jsonb_build_object('violations', violations, 'at', finished_at) from books_runs order by started_at desc, id desc limit 1) as books,
      (select jsonb_build_object('alarms', alarms, 'repaired', repaired, 'at', finished_at, 'failure', failure) from reconciliation_runs where finished_at is not null
        order by started_at desc, id desc limit 1) as reconciliation`);
  return row ?? { books: null, reconciliation: null };
}
