import { Prisma } from '@generated/client';
import type { Reader } from '@/server/platform/db';

/** A platform that lets this site's browsers call; the one named, or any. */
export async function findOriginUse(reader: Reader, { origin, platformId }: { origin: string; platformId: string | null }): Promise<{ platformId: string } | undefined> {
  const [row] = await reader.rows<{ platformId: string }>(Prisma.sql`
    select id as "platformId" from platforms where allowed_origins @> array[${origin}::text] and archived_at is null and (${platformId}::text is null or id = ${platformId}) limit 1`);
  return row;
}
