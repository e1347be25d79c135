import { Prisma } from '@generated/client';
import type { Reader, ServiceTx } from '@/server/platform/db';

export function findReviewsOf(reader: Reader, userId: string): Promise<object[]> {
  return reader.rows(Prisma.sql`
    select p.title as product, r.rating, r.title, r.body, r.version, r.form, r.created_at as "writtenAt", r.edited_at as "editedAt", r.hidden_at as "hiddenAt", r.reply
    from reviews r join products p on p.id = r.product_id where r.author_id = ${userId}::uuid order by r.created_at desc, r.id desc`);
}

/** By which cause sellers were told of each review, as `tellReview` names it. */
export async function findCausesOf(tx: ServiceTx, userId: string): Promise<string[]> {
  const rows = await tx.$queryRaw<{ cause: string }[]>`select 'review:' || id as cause from reviews where author_id = ${userId}::uuid`;
  return rows.map(({ cause }) => cause);
}

export async function eraseReviewsOf(tx: ServiceTx, userId: string): Promise<void> {
  await tx.$executeRaw`delete from reviews where author_id = ${userId}::uuid`;
  await tx.$executeRaw`update reviews set replied_by = null where replied_by = ${userId}::uuid`;
}
