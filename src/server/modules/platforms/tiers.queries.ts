import type { ServiceTx } from '@/server/platform/db';

/** A tier that is not archived, by its slug; for null the one new customers start on. */
export async function findTierId(tx: ServiceTx, { platformId, slug }: { platformId: string; slug: string | null }): Promise<string | null> {
  const [row] = await tx.$queryRaw<{ id: string }[]>`
    select id from platform_tiers where platform_id = ${platformId} and archived_at is null and (slug = ${slug} or (${slug}::text is null and is_default))`;
  return row?.id ?? null;
}

/** Whose tier it is, archived or not: what was bought is given. */
export async function findPlatformOfTier(tx: ServiceTx, tierId: string): Promise<{ platformId: string } | undefined> {
  const [row] = await tx.$queryRaw<{ platformId: string }[]>`
    select platform_id as "platformId" from platform_tiers where id = ${tierId}`;
  return row;
}
