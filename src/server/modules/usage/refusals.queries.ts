import { Prisma } from '@generated/client';
import type { Reader } from '@/server/platform/db';
import type { PlatformMode } from '@/shared/contracts/api-keys';

export interface RefusalCount {
  platformId: string;
  mode: PlatformMode;
  hour: Date;
  outcome: string;
  count: number;
}

/** Adds refused calls to what is known of them, in the order of the key, so that two processes never wait for each other in a ring. */
export async function addRefusals(db: Reader, counts: readonly RefusalCount[]): Promise<void> {
  const of = <Value>(pick: (count: RefusalCount) => Value) => counts.map(pick);
  await db.rows(Prisma.sql`
    insert into usage_refusals as r (platform_id, mode, hour, outcome, count)
    select n.platform_id, n.mode, n.hour, n.outcome, n.count
    from unnest(${of((one) => one.platformId)}::text[], ${of((one) => one.mode)}::text[], ${of((one) => one.hour)}::timestamptz[], ${of((one) => one.outcome)}::text[], ${of((one) => one.count)}::bigint[]) n (platform_id, mode, hour, outcome, count)
    order by n.platform_id collate "C", n.mode, n.hour, n.outcome
    on conflict (platform_id, mode, hour, outcome) do update set count = r.count + excluded.count`);
}
