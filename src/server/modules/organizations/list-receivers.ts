import type { ServiceTx } from '@/server/platform/db';
import { listBuyerOrOwners } from './receivers.queries';

/** Somebody a message goes to, and a name for it that no other receiver of the same message has. */
export interface Receiver {
  email: string;
  dedupeKey: string;
}

/**
 * Who is written to about what somebody bought: they, or, where it was bought for an organization and they are no member of it any more, or their
 * account is closed, all its owners. Each is told once under the name of the message.
 */
export async function listReceivers(tx: ServiceTx, { buyer, organizationId, dedupeKey }: { buyer: { userId: string; email: string }; organizationId: string | null; dedupeKey: string }): Promise<Receiver[]> {
  if (organizationId === null) return [{ email: buyer.email, dedupeKey }];
  const people = await listBuyerOrOwners(tx, { buyerUserId: buyer.userId, organizationId });
  return people.map(({ userId, email }) => ({ email, dedupeKey: userId === buyer.userId ? dedupeKey : `${dedupeKey}:${userId}` }));
}
