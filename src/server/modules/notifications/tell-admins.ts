import type { ServiceTx } from '@/server/platform/db';
import { enqueueEmail } from './enqueue-email';
import { listAdminAddresses } from './notifications.queries';
import type { RenderedEmail } from './templates/email-layout';

/** Writes to every admin, in the caller's transaction. `reason` names the cause (`books:bkr_…`): one cause, one message to each, however often it is told. */
export async function tellAdmins(tx: ServiceTx, { email, kind, reason }: { email: RenderedEmail; kind: string; reason: string }): Promise<void> {
  for (const { userId, to } of await listAdminAddresses(tx)) await enqueueEmail(tx, { ...email, kind, to, dedupeKey: `${reason}:${userId}` });
}
