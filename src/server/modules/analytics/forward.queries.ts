import { Prisma } from '@generated/client';
import type { Reader } from '@/server/platform/db';

/** How far events were forwarded. */
export interface ForwardMark {
  at: Date;
  id: string;
}

export interface ForwardedEvent {
  id: string;
  name: string;
  visitor: string;
  productId: string | null;
  sellerId: string | null;
  place: string | null;
  term: string | null;
  results: number | null;
  recommendationId: string | null;
  at: Date;
}

/** The mark; set to `now` by whoever asks first, so that a shop which begins to forward does not send its whole past. */
export async function ensureForwardMark(reader: Reader, now: Date): Promise<ForwardMark> {
  const [row] = await reader.rows<ForwardMark>(Prisma.sql`
    update analytics_marks set forwarded_at = coalesce(forwarded_at, ${now}), forwarded_id = coalesce(forwarded_id, '') returning forwarded_at as at, forwarded_id as id`);
  if (!row) throw new Error('the marks have one row');
  return row;
}

/** Events after the mark and before a time: those of pages, and what became of them as orders and downloads say. An order is its own visitor: nothing joins it to one. */
export function listToForward(reader: Reader, { after, before, limit }: { after: ForwardMark; before: Date; limit: number }): Promise<ForwardedEvent[]> {
  const none = Prisma.sql`null as place, null as term, null::int as results, null as "recommendationId"`;
  return reader.rows<ForwardedEvent>(Prisma.sql`
    with told as (
      select id, name, visitor, product_id as "productId", seller_id as "sellerId", place, term, results, recommendation_id as "recommendationId", at
      from analytics_events where (at, id) > (${after.at}, ${after.id}) and at < ${before} order by at, id limit ${limit}),
    bought as (
      select s.id, 'purchase' as name, s.id as visitor, null::text as "productId", s.seller_id as "sellerId", ${none}, s.paid_at as at
      from seller_orders s where (s.paid_at, s.id) > (${after.at}, ${after.id}) and s.paid_at < ${before} order by s.paid_at, s.id limit ${limit})
    select * from told union all select * from bought order by at, id limit ${limit}`);
}

/** Moves the mark on from where it was; another run that was faster has the last word. */
export async function moveForwardMark(reader: Reader, { from, to }: { from: ForwardMark; to: ForwardMark }): Promise<boolean> {
  const moved = await reader.rows(Prisma.sql`update analytics_marks set forwarded_at = ${to.at}, forwarded_id = ${to.id} where forwarded_at = ${from.at} and forwarded_id = ${from.id} returning 1 as one`);
  return moved.length === 1;
}
