import { askStripe } from '@/server/modules/orders/ask-stripe';
import { listOrders } from '@/server/modules/orders/list-orders';
import type { Viewer } from '@/server/platform/db';
import type { Platform } from '@/server/platform/platform';
import type { OrderView } from '@/shared/contracts/orders';

const PAGE = 50;

/** The orders somebody has paid, whatever became of them since. What a seed that was cut off paid without hearing of it is asked for first. */
export async function listBought(platform: Platform, viewer: Viewer): Promise<OrderView[]> {
  const isOpen = ({ status }: OrderView) => status === 'pending' || status === 'awaiting_payment';
  for (const { id } of (await listAll(platform, viewer)).filter(isOpen)) await askStripe(platform, { orderId: id });
  return (await listAll(platform, viewer)).filter(({ paidAt, isRenewal }) => paidAt !== null && !isRenewal);
}

async function listAll({ db }: Platform, viewer: Viewer): Promise<OrderView[]> {
  const all: OrderView[] = [];
  let cursor: string | undefined;
  do {
    const { items, nextCursor } = await listOrders(db, { viewer, input: { limit: PAGE, ...(cursor !== undefined && { cursor }) } });
    all.push(...items);
    cursor = nextCursor ?? undefined;
  } while (cursor !== undefined);
  return all;
}

/** The order a thing was bought in, `slug` or `slug:form`. Pure. */
export function orderOf(orders: readonly OrderView[], thing: string): OrderView | undefined {
  const [slug, form] = thing.split(':');
  return orders.find(({ items }) => items.some(({ productSlug, variantTitle }) => productSlug === slug && (form === undefined || variantTitle === form)));
}
