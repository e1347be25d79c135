import { Prisma } from '@generated/client';
import type { Reader, ServiceTx } from '@/server/platform/db';
import type { Side } from '@/shared/contracts/messages';

export interface ThreadRow {
  id: string;
  sellerId: string;
  buyerUserId: string;
}

/** A thread whoever reads takes part in. */
export async function findThread(reader: Reader, threadId: string): Promise<ThreadRow | undefined> {
  const [row] = await reader.rows<ThreadRow>(Prisma.sql`select id, seller_id as "sellerId", buyer_user_id as "buyerUserId" from threads where id = ${threadId}`);
  return row;
}

export interface AskedProduct {
  sellerId: string;
  isOwn: boolean;
}

/** The seller of a product the viewer can see, while it sells. */
export async function findAskedProduct(reader: Reader, productId: string): Promise<AskedProduct | undefined> {
  const [row] = await reader.rows<AskedProduct>(Prisma.sql`
    select p.seller_id as "sellerId", p.seller_id = any ((select app.seller_ids())::text[]) as "isOwn" from products p join sellers s on s.id = p.seller_id and s.lifecycle = 'active'
    where p.id = ${productId}`);
  return row;
}

/** The parts of a paid order the viewer may see, and whose. */
export function listVisibleParts(reader: Reader, orderId: string): Promise<{ id: string; isSold: boolean }[]> {
  return reader.rows<{ id: string; isSold: boolean }>(Prisma.sql`
    select id, seller_id = any ((select app.seller_ids())::text[]) as "isSold" from seller_orders where order_id = ${orderId} and paid_at is not null`);
}

export interface PartRow {
  id: string;
  sellerId: string;
  /** Who placed the order; of an organization's, its first owner when they have left it. */
  buyerUserId: string;
}

/** The one of these parts that is this seller's. */
export async function findPart(reader: Reader, { partIds, sellerSlug }: { partIds: readonly string[]; sellerSlug: string }): Promise<PartRow | undefined> {
  const [row] = await reader.rows<PartRow>(Prisma.sql`
    select so.id, so.seller_id as "sellerId", coalesce(
      case when o.buyer_organization_id is null or exists (select from organization_members m where m.organization_id = o.buyer_organization_id and m.user_id = o.buyer_user_id) then o.buyer_user_id end,
      (select m.user_id from organization_members m where m.organization_id = o.buyer_organization_id order by m.role = 'owner' desc, m.created_at, m.user_id limit 1)) as "buyerUserId"
    from seller_orders so join sellers s on s.id = so.seller_id join orders o on o.id = so.order_id
    where so.id = any (${partIds}::text[]) and s.slug = ${sellerSlug}`);
  return row;
}

export interface ThreadKey {
  sellerId: string;
  buyerUserId: string;
  productId: string | null;
  sellerOrderId: string | null;
}

/** Makes the thread unless there is one; the unique keys decide between two who open it at once. */
export async function insertThread(tx: ServiceTx, { id, at, sellerId, buyerUserId, productId, sellerOrderId }: ThreadKey & { id: string; at: Date }): Promise<void> {
  await tx.$executeRaw`
    with pair as (insert into correspondences (seller_id, buyer_user_id, created_at) values (${sellerId}, ${buyerUserId}::uuid, ${at}) on conflict do nothing)
    insert into threads (id, seller_id, buyer_user_id, product_id, seller_order_id, created_at)
    values (${id}, ${sellerId}, ${buyerUserId}::uuid, ${productId}, ${sellerOrderId}, ${at}) on conflict do nothing`;
}

/** Whether the buyer of thread `t` has left the organization whose order it is about: what concerns it is theirs no more. */
export const HAS_LEFT = Prisma.sql`exists (
  select from seller_orders lo join orders ord on ord.id = lo.order_id where lo.id = t.seller_order_id and ord.buyer_organization_id is not null
    and not exists (select from organization_members lm where lm.organization_id = ord.buyer_organization_id and lm.user_id = t.buyer_user_id))`;

/** The thread about this, of this buyer; without one, of whichever buyer wrote last and may still hear of it. */
export async function findThreadId(reader: Reader, { buyerUserId, productId, sellerOrderId }: Pick<ThreadKey, 'productId' | 'sellerOrderId'> & { buyerUserId: string | null }): Promise<string | undefined> {
  const [row] = await reader.rows<{ id: string }>(Prisma.sql`
    select t.id from threads t where (t.product_id = ${productId}::text or t.seller_order_id = ${sellerOrderId}::text) and case when ${buyerUserId}::uuid is null then not ${HAS_LEFT} else t.buyer_user_id = ${buyerUserId}::uuid end
    order by t.last_message_at desc nulls last, t.id limit 1`);
  return row?.id;
}

/** Everyone who takes part now, on either side. */
export async function listParticipants(tx: ServiceTx, { sellerId, buyerUserId }: Pick<ThreadKey, 'sellerId' | 'buyerUserId'>): Promise<string[]> {
  const rows = await tx.$queryRaw<{ userId: string }[]>`
    select m.user_id::text as "userId" from sellers s join organization_members m on m.organization_id = s.organization_id where s.id = ${sellerId}
    union select ${buyerUserId}::uuid::text`;
  return rows.map(({ userId }) => userId);
}

/** Closes the correspondence from one side, or opens it again; false when it already was so. Waits for those who are sending, who wait for it in turn. */
export async function updateBlock(tx: ServiceTx, { sellerId, buyerUserId, side, at }: Pick<ThreadKey, 'sellerId' | 'buyerUserId'> & { side: Side; at: Date | null }): Promise<boolean> {
  const column = Prisma.raw(side === 'buyer' ? 'blocked_by_buyer_at' : 'blocked_by_seller_at');
  const changed = await tx.$executeRaw`
    update correspondences set ${column} = ${at}::timestamptz where seller_id = ${sellerId} and buyer_user_id = ${buyerUserId}::uuid and (${column} is null) = (${at}::timestamptz is not null)`;
  return changed > 0;
}

/** Moves a person's place forward, never back, and not past what was written; false when it stands there already. */
export async function advanceRead(tx: ServiceTx, { threadId, userId, seq }: { threadId: string; userId: string; seq: number }): Promise<boolean> {
  const moved = await tx.$executeRaw`
    insert into thread_reads as r (thread_id, user_id, read_seq) select id, ${userId}::uuid, least(${seq}::int, last_seq) from threads where id = ${threadId}
    on conflict (user_id, thread_id) do update set read_seq = excluded.read_seq where r.read_seq < excluded.read_seq`;
  return moved > 0;
}
