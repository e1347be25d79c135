import type { ServiceTx } from '@/server/platform/db';
import { newId } from '@/shared/ids';
import { insertEmailWithJob } from './notifications.queries';

/** A message to write. `dedupeKey` names its reason (`receipt:ord_…`): one reason, one message, however often it is enqueued. */
export interface EmailToSend {
  kind: string;
  to: string;
  subject: string;
  text: string;
  html: string;
  dedupeKey: string;
}

/** Puts a message in the outbox and its job in the queue; both exist if and only if `tx` commits. Repeating it changes nothing. */
export async function enqueueEmail(tx: ServiceTx, email: EmailToSend): Promise<void> {
  const id = newId('email');
  await insertEmailWithJob(tx, { ...email, id, messageId: `<${id}@mail.latchkey>` });
}
