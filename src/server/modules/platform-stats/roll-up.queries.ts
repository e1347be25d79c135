import type { ServiceTx } from '@/server/platform/db';

/** Up to when the log is summed, locked: of two runs at once one waits. Where nothing was summed yet, the oldest call there is. */
export async function lockRollup(tx: ServiceTx): Promise<Date | null> {
  const [row] = await tx.$queryRaw<{ rolledUntil: Date | null }[]>`select rolled_until as "rolledUntil" from usage_rollup for update`;
  if (row?.rolledUntil) return row.rolledUntil;
  const [oldest] = await tx.$queryRaw<{ at: Date | null }[]>`select date_trunc('hour', min(created_at), 'UTC') as at from usage_events`;
  return oldest?.at ?? null;
}

/** Adds what was counted in a span, half-open, to the sums, and moves the mark; with the lock of `lockRollup`. `usage_active_days` and `usage_spans` follow `usage_days` by its triggers. */
export async function addSpan(tx: ServiceTx, { from, until }: { from: Date; until: Date }): Promise<void> {
  await tx.$executeRaw`
    with span as materialized (select platform_id, mode, customer_id, created_at, units from usage_events where created_at >= ${from} and created_at < ${until}),
    hours as (
      insert into usage_hours as h (platform_id, mode, hour, calls, units)
      select platform_id, mode, date_trunc('hour', created_at, 'UTC'), count(*), sum(units) from span group by 1, 2, 3
      on conflict (platform_id, mode, hour) do update set calls = h.calls + excluded.calls, units = h.units + excluded.units),
    days as (
      insert into usage_days as d (platform_id, mode, day, customer_id, calls, units)
      select platform_id, mode, (created_at at time zone 'UTC')::date, customer_id, count(*), sum(units) from span group by 1, 2, 3, 4
      on conflict (platform_id, mode, day, customer_id) do update set calls = d.calls + excluded.calls, units = d.units + excluded.units),
    last_days as (
      insert into usage_last_days as l (platform_id, mode, customer_id, last_day)
      select platform_id, mode, customer_id, max((created_at at time zone 'UTC')::date) from span group by 1, 2, 3
      on conflict (platform_id, mode, customer_id) do update set last_day = excluded.last_day where l.last_day < excluded.last_day)
    update usage_rollup set rolled_until = ${until}`;
}
