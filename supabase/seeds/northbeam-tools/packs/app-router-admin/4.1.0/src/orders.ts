import type { ListParams } from './table/params';

export type Order = { id: string; customer: string; totalMinor: number; placedAt: string; refunded: boolean };

const orders: Order[] = Array.from({ length: 57 }, (_, index) => ({
  id: `ord_${String(index + 1).padStart(4, '0')}`,
  customer: ['Aster Foods', 'Bremer Dental', 'Cove Climbing', 'Dahl Print'][index % 4] ?? '',
  totalMinor: 1900 + ((index * 7919) % 24000),
  placedAt: new Date(Date.UTC(2026, 0, 1 + index)).toISOString(),
  refunded: false,
}));

export const orderSorts = ['placedAt', 'totalMinor', 'customer'] as const;
export type OrderSort = (typeof orderSorts)[number];

export async function listOrders({ q, sort, page, pageSize }: ListParams<OrderSort>) {
  const found = orders.filter((order) => `${order.id} ${order.customer}`.toLowerCase().includes(q.toLowerCase()));
  const direction = sort.descending ? -1 : 1;
  found.sort((a, b) => (a[sort.key] < b[sort.key] ? -direction : a[sort.key] > b[sort.key] ? direction : 0));
  return { rows: found.slice((page - 1) * pageSize, page * pageSize), total: found.length };
}

/** Returns false when the order is unknown or already refunded. */
export async function refundOrder(id: string): Promise<boolean> {
  const order = orders.find((candidate) => candidate.id === id && !candidate.refunded);
  if (!order) return false;
  order.refunded = true;
  return true;
}
