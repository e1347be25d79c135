import { Prisma } from '@generated/client';
import type { RatingSummary } from '@/shared/contracts/reviews';
import type { KeysetPosition } from '@/shared/keyset-cursor';
import type { Reader, UserTx } from '@/server/platform/db';

export interface ReviewRow {
  id: string;
  authorName: string;
  rating: number;
  title: string;
  body: string;
  version: string | null;
  form: string;
  createdAt: Date;
  isEdited: boolean;
  isRefunded: boolean;
  isHidden: boolean;
  reply: string | null;
  repliedAt: Date | null;
  isReplyEdited: boolean;
}

/** Of a review `r`: the columns every reader may see. */
export const REVIEW = Prisma.sql`r.id, r.author_name as "authorName", r.rating::int as rating, r.title, r.body, r.version, r.form, r.created_at as "createdAt", r.edited_at is not null as "isEdited",
  r.refunded_at is not null as "isRefunded", r.hidden_at is not null as "isHidden", r.reply, r.replied_at as "repliedAt", r.reply_edited_at is not null as "isReplyEdited"`;

/** Where a page starts, in a list read newest first. */
export const afterOf = (after: KeysetPosition | null) => (after ? Prisma.sql`(r.created_at, r.id) < (${after.at}, ${after.id})` : Prisma.sql`true`);

/** Public reviews of a product, newest first. */
export function listReviewRows(reader: Reader, { productId, stars, after, limit }: { productId: string; stars: number | null; after: KeysetPosition | null; limit: number }): Promise<ReviewRow[]> {
  const wanted = stars === null ? Prisma.sql`true` : Prisma.sql`r.rating = ${stars}::smallint`;
  return reader.rows<ReviewRow>(Prisma.sql`
    select ${REVIEW} from reviews r where r.product_id = ${productId} and r.hidden_at is null and ${wanted} and ${afterOf(after)} order by r.created_at desc, r.id desc limit ${limit}`);
}

/** Nothing for a product the reader may not see. */
export async function findSummary(reader: Reader, productId: string): Promise<RatingSummary | undefined> {
  const [row] = await reader.rows<RatingSummary>(Prisma.sql`
    select rating_count as count, rating_sum as sum, array[stars_1, stars_2, stars_3, stars_4, stars_5] as stars from product_ratings where product_id = ${productId}`);
  return row;
}

/** What the person said of a product and whether they may say anything, in one statement. */
export async function findOwnReview(reader: Reader, { userId, productId }: { userId: string; productId: string }): Promise<(Partial<ReviewRow> & { mayReview: boolean }) | undefined> {
  const [row] = await reader.rows<Partial<ReviewRow> & { mayReview: boolean }>(Prisma.sql`
    select app.may_review(${productId}) as "mayReview", r.* from (select 1) one
    left join lateral (select ${REVIEW} from reviews r where r.product_id = ${productId} and r.author_id = ${userId}::uuid) r on true`);
  return row;
}

/** A review the reader may see, and whose it is. */
export async function findSeenReview(reader: Reader, { reviewId, userId }: { reviewId: string; userId: string }): Promise<{ sellerId: string; isOwn: boolean } | undefined> {
  const [row] = await reader.rows<{ sellerId: string; isOwn: boolean }>(Prisma.sql`select seller_id as "sellerId", author_id = ${userId}::uuid as "isOwn" from reviews where id = ${reviewId}`);
  return row;
}

interface Written {
  rating: number;
  title: string;
  body: string;
}

export async function mayReview(tx: UserTx, productId: string): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ may: boolean }[]>`select app.may_review(${productId}) as may`;
  return row?.may ?? false;
}

/** As its author; the database stamps the rest. Whether it was written: one of two at once is. */
export async function insertReview(tx: UserTx, { id, productId, userId, rating, title, body }: Written & { id: string; productId: string; userId: string }): Promise<boolean> {
  return (await tx.$executeRaw`
    insert into reviews (id, product_id, author_id, rating, title, body) values (${id}, ${productId}, ${userId}::uuid, ${rating}::smallint, ${title}, ${body})
    on conflict (product_id, author_id) do nothing`) > 0;
}

/** As its author; the database stamps an edit, and saying the same again is none. Whether there is such a review of theirs that may be changed. */
export async function updateReview(tx: UserTx, { reviewId, userId, rating, title, body }: Written & { reviewId: string; userId: string }): Promise<boolean> {
  return (await tx.$executeRaw`
    update reviews set rating = ${rating}::smallint, title = ${title}, body = ${body} where id = ${reviewId} and author_id = ${userId}::uuid`) > 0;
}

export async function deleteOwnReview(tx: UserTx, { reviewId, userId }: { reviewId: string; userId: string }): Promise<boolean> {
  return (await tx.$executeRaw`delete from reviews where id = ${reviewId} and author_id = ${userId}::uuid`) > 0;
}

/** Whether a moderator has hidden it; undefined unless the person has written it. */
export async function findOwnState(tx: UserTx, { reviewId, userId }: { reviewId: string; userId: string }): Promise<{ isHidden: boolean } | undefined> {
  const [row] = await tx.$queryRaw<{ isHidden: boolean }[]>`select hidden_at is not null as "isHidden" from reviews where id = ${reviewId} and author_id = ${userId}::uuid`;
  return row;
}
