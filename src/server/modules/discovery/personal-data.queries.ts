import { Prisma } from '@generated/client';
import type { Reader, ServiceTx } from '@/server/platform/db';

export function findSignalsOf(reader: Reader, userId: string): Promise<object[]> {
  return reader.rows(Prisma.sql`
    select s.kind, coalesce(p.title, s.value) as value, s.seen, s.last_at as "lastAt", s.expires_at as "expiresAt"
    from discovery_signals s left join products p on s.kind = 'view' and p.id = s.value where s.user_id = ${userId}::uuid order by s.last_at desc, s.id desc`);
}

/** In which comparisons of recommendations the person was counted. */
export function findExposuresOf(reader: Reader, userId: string): Promise<object[]> {
  return reader.rows(Prisma.sql`
    select e.name as experiment, x.strategy, x.shown_at as "shownAt" from recommendation_exposures x join experiments e on e.id = x.experiment_id where x.user_id = ${userId}::uuid order by x.shown_at desc limit 20000`);
}

export async function eraseSignalsOf(tx: ServiceTx, userId: string): Promise<void> {
  await tx.$executeRaw`delete from discovery_signals where user_id = ${userId}::uuid`;
}
