import { notify, type Notice } from '@/server/modules/notifications/notify';
import type { RenderedEmail } from '@/server/modules/notifications/templates/email-layout';
import type { ServiceTx } from '@/server/platform/db';
import type { KeyedJob } from '@/server/platform/queue';
import type { OrderRecord } from './order-rows.queries';

export interface OrderNews {
  type: Notice['type'];
  email: RenderedEmail;
  kind: string;
  dedupeKey: string;
  at: Date;
  beside?: readonly KeyedJob[];
}

/** Tells the buyer of an order, or the owners of the organization it is for and that the buyer has left. Jobs `beside` are enqueued with it. Repeating it changes nothing. */
export async function tellBuyer(tx: ServiceTx, order: Pick<OrderRecord, 'id' | 'buyerUserId' | 'organizationId'>, { type, email, kind, dedupeKey, at, beside = [] }: OrderNews): Promise<void> {
  const { id, buyerUserId, organizationId } = order;
  await notify(tx, { to: { buyerUserId, organizationId }, type, title: email.subject, href: `/account/orders/${id}`, dedupeKey, email: { ...email, kind }, at }, { beside });
}
