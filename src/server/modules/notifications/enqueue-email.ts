import type { ServiceTx } from '@/server/platform/db';
import type { KeyedJob } from '@/server/platform/queue';
import { newId } from '@/shared/ids';
import type { NotificationType } from '@/shared/notification-types';
import { insertEmailWithJobs } from './notifications.queries';

/** A message to write. `dedupeKey` names its reason (`receipt:ord_…`): one reason, one message, however often it is enqueued. */
export interface EmailToSend {
  kind: string;
  to: string;
  subject: string;
  text: string;
  html: string;
  dedupeKey: string;
  /** The type it can be switched off under, with links for it; it is then not written to those who did, be they with an account or without. */
  topic?: NotificationType;
}

/**
 * For what goes to an address rather than to a person with an account, whom `notify` tells. Puts a message in the outbox and its job in the queue; both exist
 * if and only if `tx` commits. Repeating it changes nothing. Jobs `beside` are enqueued with it and whether or not it is new: together they cost the
 * database as much as one.
 */
export async function enqueueEmail(tx: ServiceTx, email: EmailToSend, { beside = [] }: { beside?: readonly KeyedJob[] } = {}): Promise<void> {
  const id = newId('email');
  await insertEmailWithJobs(tx, { topic: null, ...email, id, messageId: `<${id}@mail.latchkey>` }, beside);
}
