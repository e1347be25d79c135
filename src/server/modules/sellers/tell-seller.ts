import { enqueueEmail } from '@/server/modules/notifications/enqueue-email';
import type { RenderedEmail } from '@/server/modules/notifications/templates/email-layout';
import type { ServiceTx } from '@/server/platform/db';
import { findContactsOf } from './lifecycle.queries';

/** Writes to the owners and admins of a seller, in the caller's transaction. `reason` names the cause (`consent:prd_…`): one cause, one message to each, however often it is told. */
export async function tellSeller(tx: ServiceTx, { sellerId, email, kind, reason }: { sellerId: string; email: RenderedEmail; kind: string; reason: string }): Promise<void> {
  for (const { userId, email: to } of await findContactsOf(tx, sellerId)) await enqueueEmail(tx, { ...email, kind, to, dedupeKey: `${reason}:${sellerId}:${userId}` });
}
