import { Prisma } from '@generated/client';
import type { Reader } from '@/server/platform/db';

/** Which of these pictures a product or a person shows. */
export async function findShownPictures(reader: Reader, hashes: readonly string[]): Promise<Set<string>> {
  const rows = await reader.rows<{ sha256: string }>(Prisma.sql`
    select sha256 from product_images where sha256 = any (${hashes}::text[])
    union select avatar_sha256 from profiles where avatar_sha256 = any (${hashes}::text[])`);
  return new Set(rows.map((row) => row.sha256));
}
