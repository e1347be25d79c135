import type { ServiceTx } from '@/server/platform/db';

/** Locks the person, so that of two tokens made at once the second counts the first; then counts the tokens that work. */
export async function countTokensOf(tx: ServiceTx, { userId, at }: { userId: string; at: Date }): Promise<number> {
  await tx.$queryRaw`select 1 from users where id = ${userId}::uuid for no key update`;
  const [row] = await tx.$queryRaw<{ count: number }[]>`
    select count(*)::int as count from api_keys where user_id = ${userId}::uuid and revoked_at is null and (expires_at is null or expires_at > ${at})`;
  return row?.count ?? 0;
}
