import type { ServiceTx } from '@/server/platform/db';
import type { PlatformMode } from '@/shared/contracts/api-keys';

export interface AlertKey {
  customerId: string;
  meter: string;
  /** As Postgres writes a moment in JSON. */
  windowStart: string;
  percent: number;
}

export interface UsageAlert {
  platformId: string;
  mode: PlatformMode;
  customer: string;
  tier: string;
  used: number;
  unitLimit: number;
  windowStart: Date;
  windowEnd: Date;
  reachedAt: Date;
  /** Whether the tier refuses what is beyond its limit. */
  blocks: boolean;
  /** The developer whose own account with the house this is; null for a developer's customer. */
  sellerId: string | null;
  sellerName: string | null;
  sellerSlug: string | null;
}

export async function findAlert(tx: ServiceTx, { customerId, meter, windowStart, percent }: AlertKey): Promise<UsageAlert | undefined> {
  const [row] = await tx.$queryRaw<(Omit<UsageAlert, 'used' | 'unitLimit'> & { used: bigint; unitLimit: bigint })[]>`
    select c.platform_id as "platformId", c.mode, c.external_id as customer, a.tier, a.used, a.unit_limit as "unitLimit", a.window_start as "windowStart", a.window_end as "windowEnd", a.reached_at as "reachedAt",
      coalesce(t.on_limit = 'block', true) as blocks, s.id as "sellerId", s.name as "sellerName", s.slug as "sellerSlug"
    from usage_alerts a join customers c on c.id = a.customer_id join platforms p on p.id = c.platform_id
    left join platform_tiers t on t.platform_id = c.platform_id and t.slug = a.tier left join sellers s on p.is_house and s.organization_id = c.external_id
    where a.customer_id = ${customerId} and a.meter = ${meter} and a.window_start = ${windowStart}::timestamptz and a.percent = ${percent}`;
  return row && { ...row, used: Number(row.used), unitLimit: Number(row.unitLimit) };
}

/** Deletes one portion of what is older; answers how many events it was. A counter goes when no event of its window can be left. */
export async function deleteOldUsage(tx: ServiceTx, { before, most }: { before: Date; most: number }): Promise<number> {
  const events = await tx.$executeRaw`
    delete from usage_events where ctid = any (array(select ctid from usage_events where created_at < ${before} and window_end < ${before} limit ${most}))`;
  if (events < most) {
    await tx.$executeRaw`delete from usage_counters where window_start < ${before}::timestamptz - interval '32 days'`;
    await tx.$executeRaw`delete from usage_alerts where reached_at < ${before}`;
  }
  return events;
}
