import { Prisma } from '@generated/client';
import type { Reader } from '@/server/platform/db';
import type { PlatformMode } from '@/shared/contracts/api-keys';
import type { CustomerView } from '@/shared/contracts/platform-views';
import type { KeysetPosition } from '@/shared/keyset-cursor';

type Instants = 'windowEnd' | 'currentPeriodEnd' | 'cancelAt' | 'graceEndsAt' | 'createdAt';
export type CustomerViewRow = Omit<CustomerView, Instants> & { windowEnd: Date; currentPeriodEnd: Date | null; cancelAt: Date | null; graceEndsAt: Date | null; createdAt: Date };

/** A customer with its tier, and what it used of each meter in the period that runs. */
const view = (now: Date) => Prisma.sql`
  select c.id, c.external_id as "externalId", c.email, c.name, t.slug as tier, t.name as "tierName", c.tier_source as "tierSource", t.unit_limit::float8 as "unitLimit",
    coalesce(u.used, '{}') as used, app.window_end(c.anchor_at, t.period, ${now}) as "windowEnd", c.subscription_status as status, c.current_period_end as "currentPeriodEnd",
    c.cancel_at as "cancelAt", c.grace_ends_at as "graceEndsAt", c.created_at as "createdAt"
  from found c join platform_tiers t on t.id = c.tier_id
  cross join lateral (
    select jsonb_object_agg(x.meter, x.used) as used from usage_counters x where x.customer_id = c.id and x.window_start = app.window_start(c.anchor_at, t.period, ${now})) u`;

/** What a LIKE pattern would read as more than itself. */
const literally = (text: string) => text.replace(/[\\%_]/g, (sign) => `\\${sign}`);

export interface CustomerList {
  platformId: string;
  mode: PlatformMode;
  /** The beginning of an external id or of a mail address. */
  q: string;
  after: KeysetPosition | null;
  limit: number;
  now: Date;
}

/** Customers of one world, newest first. */
export function findCustomers(reader: Reader, { platformId, mode, q, after, limit, now }: CustomerList): Promise<CustomerViewRow[]> {
  const like = `${literally(q)}%`;
  return reader.rows<CustomerViewRow>(Prisma.sql`
    with found as (
      select * from customers where platform_id = ${platformId} and mode = ${mode} and (${q === ''}::boolean or external_id like ${like} or lower(email) like ${like.toLowerCase()})
        and (${after === null}::boolean or (created_at, id) < (${after?.at ?? null}::timestamptz, ${after?.id ?? null}))
      order by created_at desc, id desc limit ${limit})
    ${view(now)} order by c.created_at desc, c.id desc`);
}

export async function findCustomer(reader: Reader, { platformId, mode, externalId, now }: { platformId: string; mode: PlatformMode; externalId: string; now: Date }): Promise<CustomerViewRow | undefined> {
  const [row] = await reader.rows<CustomerViewRow>(Prisma.sql`
    with found as (select * from customers where platform_id = ${platformId} and mode = ${mode} and external_id = ${externalId}) ${view(now)}`);
  return row;
}
