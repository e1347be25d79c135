import type { ServiceTx } from '@/server/platform/db';
import { newId } from '@/shared/ids';
import type { ReturnStatus } from '@/shared/contracts/orders';

export interface NewReturn {
  orderId: string;
  sellerId: string;
  userId: string;
  reason: string;
  units: readonly { itemId: string; quantity: number }[];
  at: Date;
}

/** Writes a return; undefined when one of this seller's part is open (`returns_one_open`). */
export async function insertReturn(tx: ServiceTx, { orderId, sellerId, userId, reason, units, at }: NewReturn): Promise<string | undefined> {
  const [row] = await tx.$queryRaw<{ id: string }[]>`
    with opened as (
      insert into returns (id, seller_order_id, order_id, seller_id, reason, requested_by, requested_at)
      select ${newId('return', at.getTime())}, s.id, s.order_id, s.seller_id, ${reason}, ${userId}::uuid, ${at} from seller_orders s where s.order_id = ${orderId} and s.seller_id = ${sellerId}
      on conflict (seller_order_id) where status in ('requested', 'approved') do nothing returning id),
    items as (
      insert into return_items (return_id, order_item_id, quantity)
      select o.id, u."itemId", u.quantity from opened o, jsonb_to_recordset(${JSON.stringify(units)}::jsonb) as u("itemId" text, quantity integer))
    select id from opened`;
  return row?.id;
}

/** Units of each item that were returned before, or are on their way. */
export async function listReturnedUnits(tx: ServiceTx, orderId: string): Promise<Map<string, number>> {
  const rows = await tx.$queryRaw<{ itemId: string; quantity: bigint }[]>`
    select i.order_item_id as "itemId", sum(i.quantity) as quantity from return_items i join returns r on r.id = i.return_id
    where r.order_id = ${orderId} and r.status in ('requested', 'approved', 'received') group by 1`;
  return new Map(rows.map(({ itemId, quantity }) => [itemId, Number(quantity)]));
}

export interface ReturnRow {
  id: string;
  orderId: string;
  sellerId: string;
  requestedBy: string | null;
  status: ReturnStatus;
  items: { itemId: string; quantity: number }[];
}

export async function findReturn(tx: ServiceTx, returnId: string): Promise<ReturnRow | undefined> {
  const [row] = await tx.$queryRaw<ReturnRow[]>`
    select r.id, r.order_id as "orderId", r.seller_id as "sellerId", r.requested_by::text as "requestedBy", r.status,
      (select jsonb_agg(jsonb_build_object('itemId', i.order_item_id, 'quantity', i.quantity)) from return_items i where i.return_id = r.id) as items
    from returns r where r.id = ${returnId}`;
  return row;
}

export interface ReturnMove {
  returnId: string;
  from: readonly ReturnStatus[];
  to: ReturnStatus;
  answer?: string;
  refundId?: string | null;
  at: Date;
}

/** Moves a return on; false when it is not where it is to be moved from. */
export async function moveReturn(tx: ServiceTx, { returnId, from, to, answer = '', refundId = null, at }: ReturnMove): Promise<boolean> {
  const written = await tx.$executeRaw`
    update returns set status = ${to}, answer = case when ${answer} = '' then answer else ${answer} end, refund_id = coalesce(${refundId}, refund_id),
      decided_at = case when ${to} in ('approved', 'declined') then ${at} else decided_at end, received_at = case when ${to} = 'received' then ${at} else received_at end
    where id = ${returnId} and status = any (${[...from]}::text[])`;
  return written === 1;
}

export async function findSellerId(tx: ServiceTx, slug: string): Promise<string | undefined> {
  const [row] = await tx.$queryRaw<{ id: string }[]>`select id from sellers where slug = ${slug}`;
  return row?.id;
}
