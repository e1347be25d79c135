import { enqueueEmail, type EmailToSend } from '@/server/modules/notifications/enqueue-email';
import { listReceivers } from '@/server/modules/organizations/list-receivers';
import type { ServiceTx } from '@/server/platform/db';
import { enqueue, type KeyedJob } from '@/server/platform/queue';
import type { OrderRecord } from './order-rows.queries';

export type OrderEmail = Omit<EmailToSend, 'to'> & { beside?: readonly KeyedJob[] };

/** Writes about an order to its buyer, or to the owners of the organization it is for and that the buyer has left. Jobs `beside` are enqueued with it. Repeating it changes nothing. */
export async function enqueueOrderEmail(tx: ServiceTx, order: Pick<OrderRecord, 'buyerUserId' | 'buyerEmail' | 'organizationId'>, { beside = [], ...email }: OrderEmail): Promise<void> {
  const { buyerUserId, buyerEmail, organizationId } = order;
  const [first, ...others] = await listReceivers(tx, { buyer: { userId: buyerUserId, email: buyerEmail }, organizationId, dedupeKey: email.dedupeKey });
  if (first) await enqueueEmail(tx, { ...email, to: first.email, dedupeKey: first.dedupeKey }, { beside });
  else for (const job of beside) await enqueue(tx, job);
  for (const other of others) await enqueueEmail(tx, { ...email, to: other.email, dedupeKey: other.dedupeKey });
}
