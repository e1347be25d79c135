import type { ServiceTx } from '@/server/platform/db';
import { redactEventsOfErased } from './personal-data.queries';

/** For the scheduled job alone. Stripe goes on telling of payments whose people were erased, with their names: a refund, a dispute. What came since then keeps what it is worked by. Safe to repeat. */
export function redactLateEvents(tx: ServiceTx, since: Date): Promise<void> {
  return redactEventsOfErased(tx, since);
}
