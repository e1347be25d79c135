import { Prisma } from '@generated/client';
import type { Reader, ServiceTx } from '@/server/platform/db';

export function findRunsOf(reader: Reader, userId: string): Promise<object[]> {
  return reader.rows(Prisma.sql`
    select p.title as prompt, r.is_trial as "isTrial", r.model, r.status, r.input_tokens as "inputTokens", r.output_tokens as "outputTokens", r.started_at as "startedAt", r.ended_at as "endedAt"
    from prompt_runs r join products p on p.id = r.product_id where r.user_id = ${userId}::uuid order by r.started_at desc`);
}

/** What the runs cost stays in their sellers' sums, which name nobody. */
export async function eraseRunsOf(tx: ServiceTx, userId: string): Promise<void> {
  await tx.$executeRaw`delete from prompt_runs where user_id = ${userId}::uuid`;
  await tx.$executeRaw`delete from prompt_user_days where user_id = ${userId}::uuid`;
}
