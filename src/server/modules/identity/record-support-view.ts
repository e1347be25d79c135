import type { ServiceTx } from '@/server/platform/db';
import { newId } from '@/shared/ids';
import { insertSignInEvent } from './sign-in-events.queries';

/** For verbs that have checked who may: writes into a person's sign-in history that the shop looked at it with their eyes. */
export async function recordSupportView(tx: ServiceTx, { userId, at }: { userId: string; at: Date }): Promise<void> {
  await insertSignInEvent(tx, { userId, event: { id: newId('signInEvent'), method: 'support', outcome: 'viewed', device: 'Somebody of the shop', network: null, at } });
}
