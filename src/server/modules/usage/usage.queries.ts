import { Prisma } from '@generated/client';
import type { Reader } from '@/server/platform/db';
import type { PlatformMode } from '@/shared/contracts/api-keys';

export interface CustomerUsage {
  customerId: string;
  tier: string;
  unitLimit: number | null;
  meters: string[];
  windowStart: Date;
  windowEnd: Date;
  /** By meter; what was not used is absent. */
  used: Record<string, number>;
}

/** Where a customer stands in the period that runs. */
export async function findCustomerUsage(db: Reader, { platformId, mode, customer, at }: { platformId: string; mode: PlatformMode; customer: string; at: Date }): Promise<CustomerUsage | undefined> {
  const [row] = await db.rows<CustomerUsage>(Prisma.sql`
    select c.id as "customerId", t.slug as tier, t.unit_limit as "unitLimit", p.meters, w.starts as "windowStart", app.window_end(c.anchor_at, t.period, ${at}::timestamptz) as "windowEnd",
      (select coalesce(json_object_agg(u.meter, u.used), '{}') from usage_counters u where u.customer_id = c.id and u.window_start = w.starts) as used
    from customers c join platform_tiers t on t.id = c.tier_id join platforms p on p.id = c.platform_id
    cross join lateral (select app.window_start(c.anchor_at, t.period, ${at}::timestamptz) as starts) w
    where c.platform_id = ${platformId} and c.mode = ${mode} and c.external_id = ${customer}`);
  return row;
}

export interface DayOfUsage {
  day: string;
  meter: string;
  calls: number;
  units: number;
}

/** What was counted for a customer since then, by day in UTC, oldest first. */
export function findDaysOfUsage(db: Reader, { customerId, since }: { customerId: string; since: Date }): Promise<DayOfUsage[]> {
  return db.rows<DayOfUsage>(Prisma.sql`
    select to_char(e.created_at at time zone 'UTC', 'YYYY-MM-DD') as day, e.meter, count(*)::int as calls, sum(e.units)::bigint as units
    from usage_events e where e.customer_id = ${customerId} and e.created_at >= ${since}::timestamptz group by 1, 2 order by 1, 2`);
}
