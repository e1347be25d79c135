import { Prisma } from '@generated/client';
import type { Reader, ServiceTx } from '@/server/platform/db';

export interface ReportedReviewRow {
  authorId: string;
  authorName: string;
  rating: number;
  title: string;
  body: string;
  createdAt: Date;
  isHidden: boolean;
  reply: string | null;
  repliedAt: Date | null;
  productTitle: string;
  productSlug: string;
  sellerName: string;
}

export async function findReportedReview(reader: Reader, reviewId: string): Promise<ReportedReviewRow | undefined> {
  const [row] = await reader.rows<ReportedReviewRow>(Prisma.sql`
    select r.author_id::text as "authorId", r.author_name as "authorName", r.rating::int as rating, r.title, r.body, r.created_at as "createdAt", r.hidden_at is not null as "isHidden", r.reply,
      r.replied_at as "repliedAt", p.title as "productTitle", p.slug as "productSlug", s.name as "sellerName"
    from reviews r join products p on p.id = r.product_id join sellers s on s.id = r.seller_id where r.id = ${reviewId}`);
  return row;
}

/** Hides a review from everybody but its author, or shows it again; the ratings follow with it. False where it was so already. */
export async function updateReviewHidden(tx: ServiceTx, { reviewId, hiddenAt }: { reviewId: string; hiddenAt: Date | null }): Promise<boolean> {
  const changed = await tx.$executeRaw`update reviews set hidden_at = ${hiddenAt}::timestamptz where id = ${reviewId} and (hidden_at is null) = (${hiddenAt}::timestamptz is not null)`;
  return changed > 0;
}
