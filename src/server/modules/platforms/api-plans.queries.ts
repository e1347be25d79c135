import { Prisma } from '@generated/client';
import type { Reader } from '@/server/platform/db';
import type { ApiPlanView } from '@/shared/contracts/platform-views';

export type ApiPlanRow = Omit<ApiPlanView, 'windowEnd' | 'keys'> & { windowEnd: Date; platformId: string };

/** Plans of APIs that a person holds, or an organization the person belongs to; with one id, that one. */
export function findApiPlans(reader: Reader, { userId, customerId, now }: { userId: string; customerId: string | null; now: Date }): Promise<ApiPlanRow[]> {
  return reader.rows<ApiPlanRow>(Prisma.sql`
    select c.id as "customerId", c.platform_id as "platformId", x.slug as "productSlug", x.title as "productTitle", p.name as "platformName", o.name as "organizationName", c.external_id as "externalId",
      t.name as "tierName", t.unit_limit::float8 as "unitLimit", coalesce(u.used, '{}') as used, app.window_end(c.anchor_at, t.period, ${now}) as "windowEnd",
      (o.id is null or m.role in ('owner', 'admin')) as "mayMakeKeys"
    from subscriptions s join customers c on c.subscription_id = s.id join platforms p on p.id = c.platform_id join platform_tiers t on t.id = c.tier_id join products x on x.id = s.product_id
    left join organizations o on o.id = s.holder_organization_id
    left join organization_members m on m.organization_id = o.id and m.user_id = ${userId}::uuid
    cross join lateral (
      select jsonb_object_agg(n.meter, n.used) as used from usage_counters n where n.customer_id = c.id and n.window_start = app.window_start(c.anchor_at, t.period, ${now})) u
    where (s.holder_user_id = ${userId}::uuid or m.user_id is not null) and (${customerId}::text is null or c.id = ${customerId})
    order by s.created_at desc, s.id desc limit 50`);
}
