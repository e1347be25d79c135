import { Prisma } from '@generated/client';
import type { KeysetPosition } from '@/shared/keyset-cursor';
import type { Reader, ServiceTx } from '@/server/platform/db';
import { afterOf, REVIEW, type ReviewRow } from './reviews.queries';

export interface SellerReviewRow extends ReviewRow {
  productSlug: string;
  productTitle: string;
}

interface SellerReviewArgs {
  sellerId: string;
  unanswered: boolean;
  after: KeysetPosition | null;
  limit: number;
}

/** Reviews of a seller's products that are not hidden, newest first. */
export function listSellerReviewRows(reader: Reader, { sellerId, unanswered, after, limit }: SellerReviewArgs): Promise<SellerReviewRow[]> {
  return reader.rows<SellerReviewRow>(Prisma.sql`
    select ${REVIEW}, p.slug as "productSlug", p.title as "productTitle" from reviews r join products p on p.id = r.product_id
    where r.seller_id = ${sellerId} and r.hidden_at is null ${unanswered ? Prisma.sql`and r.reply is null` : Prisma.empty} and ${afterOf(after)} order by r.created_at desc, r.id desc limit ${limit}`);
}

export async function countUnanswered(reader: Reader, sellerId: string): Promise<number> {
  const [row] = await reader.rows<{ count: number }>(Prisma.sql`select count(*)::int as count from reviews where seller_id = ${sellerId} and reply is null and hidden_at is null`);
  return row?.count ?? 0;
}

export interface Replied {
  authorId: string;
  productSlug: string;
  productTitle: string;
  sellerName: string;
}

/** Writes the seller's one answer, or writes it anew; the same again is no edit. Undefined where there is no such review of the seller's to answer. */
export async function updateReply(tx: ServiceTx, { reviewId, sellerId, reply, userId, at }: { reviewId: string; sellerId: string; reply: string; userId: string; at: Date }): Promise<Replied | undefined> {
  const [row] = await tx.$queryRaw<Replied[]>`
    update reviews r set reply = ${reply}, replied_by = ${userId}::uuid, replied_at = coalesce(r.replied_at, ${at}),
      reply_edited_at = case when r.reply is null then null when r.reply <> ${reply} then ${at}::timestamptz else r.reply_edited_at end
    from products p join sellers s on s.id = p.seller_id
    where r.id = ${reviewId} and r.seller_id = ${sellerId} and r.hidden_at is null and p.id = r.product_id
    returning r.author_id::text as "authorId", p.slug as "productSlug", p.title as "productTitle", s.name as "sellerName"`;
  return row;
}

export async function clearReply(tx: ServiceTx, { reviewId, sellerId }: { reviewId: string; sellerId: string }): Promise<boolean> {
  return (await tx.$executeRaw`update reviews set reply = null, replied_by = null, replied_at = null, reply_edited_at = null where id = ${reviewId} and seller_id = ${sellerId}`) > 0;
}

export interface NewReview {
  sellerId: string;
  sellerSlug: string;
  productTitle: string;
  authorName: string;
  rating: number;
  title: string;
  body: string;
}

/** Undefined when it is gone or hidden by now. */
export async function findNewReview(tx: ServiceTx, reviewId: string): Promise<NewReview | undefined> {
  const [row] = await tx.$queryRaw<NewReview[]>`
    select r.seller_id as "sellerId", s.slug as "sellerSlug", p.title as "productTitle", r.author_name as "authorName", r.rating::int as rating, r.title, left(r.body, 400) as body
    from reviews r join products p on p.id = r.product_id join sellers s on s.id = r.seller_id where r.id = ${reviewId} and r.hidden_at is null`;
  return row;
}
