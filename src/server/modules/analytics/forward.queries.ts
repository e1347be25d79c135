import { Prisma } from '@generated/client';
import type { Reader, ServiceTx } from '@/server/platform/db';

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
  /** Whether a recommendation led there; which one is nobody's outside. */
  isRecommended: boolean | null;
  at: Date;
}

/** The mark; set to `now` by whoever asks first, so that a shop which begins to forward does not send its whole past. From then on purchases are gathered. */
export async function ensureForwardMark(reader: Reader, now: Date): Promise<ForwardMark> {
  const [row] = await reader.rows<ForwardMark>(Prisma.sql`
    update analytics_marks set forwarded_at = coalesce(forwarded_at, ${now}), forwarded_id = coalesce(forwarded_id, '') returning forwarded_at as at, forwarded_id as id`);
  if (!row) throw new Error('the marks have one row');
  return row;
}

/** A shop that forwards no more forgets how far it was, and gathers nothing; also what was still being written when it stopped. */
export async function forgetForwardMark(reader: Reader): Promise<void> {
  await reader.rows(Prisma.sql`
    with stopped as (update analytics_marks set forwarded_at = null, forwarded_id = null where forwarded_at is not null)
    delete from purchases_to_forward`);
}

/** What pages told after the mark and before a time. */
export function listToldToForward(reader: Reader, { after, before, limit }: { after: ForwardMark; before: Date; limit: number }): Promise<ForwardedEvent[]> {
  return reader.rows<ForwardedEvent>(Prisma.sql`
    select id, name, visitor, product_id as "productId", seller_id as "sellerId", place, term, results, case when recommendation_id is not null then true end as "isRecommended", at
    from analytics_events where (at, id) > (${after.at}, ${after.id}) and at < ${before} order by at, id limit ${limit}`);
}

/** Purchases that were not sent yet, whenever they were paid; what a subscription pays again is a renewal. An order is its own visitor: nothing joins it to one. */
export function listPurchasesToForward(reader: Reader, limit: number): Promise<ForwardedEvent[]> {
  return reader.rows<ForwardedEvent>(Prisma.sql`
    select s.id, case when o.subscription_id is null then 'purchase' else 'renewal' end as name, s.id as visitor, null as "productId", s.seller_id as "sellerId",
      null as place, null as term, null::int as results, null::boolean as "isRecommended", s.paid_at as at
    from purchases_to_forward f join seller_orders s on s.id = f.seller_order_id join orders o on o.id = s.order_id order by f.written_at, f.seller_order_id limit ${limit}`);
}

/** Moves the mark on from where it was and takes sent purchases out; another run that was faster has the last word on the mark. */
export async function noteForwarded(tx: ServiceTx, { from, to, purchaseIds }: { from: ForwardMark; to: ForwardMark | null; purchaseIds: readonly string[] }): Promise<boolean> {
  await tx.$executeRaw`delete from purchases_to_forward where seller_order_id = any (${purchaseIds}::text[])`;
  if (to === null) return true;
  return (await tx.$executeRaw`update analytics_marks set forwarded_at = ${to.at}, forwarded_id = ${to.id} where forwarded_at = ${from.at} and forwarded_id = ${from.id}`) === 1;
}
