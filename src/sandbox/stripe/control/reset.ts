import type { Double } from '../core/work';
import { CONFIGURED_ENDPOINT_ID } from '../events/endpoints';
import { setDunning } from '../subscriptions/dunning';
import { inTransaction } from '../store/transaction';

/** Empties the double: switches, records, clock and every object but the endpoint it was started with. Deliveries under way end first. */
export async function reset(double: Double): Promise<void> {
  double.faults.clear();
  double.recorder.clear();
  await double.writeBehind.turn(false);
  await double.clock.reset(double.pool);
  await setDunning(double.pool, null);
  await double.pool.query("delete from stripe_double.deliveries where state in ('waiting', 'held')");
  await double.outbox.whenIdle();
  await inTransaction(double.pool, async (sql) => {
    // In the order in which due tasks take their locks, so that the two wait for each other instead of deadlocking.
    await sql.query('truncate stripe_double.due_tasks');
    await sql.query('delete from stripe_double.objects where id <> $1', [CONFIGURED_ENDPOINT_ID]);
    await sql.query('delete from stripe_double.deliveries');
    await sql.query('delete from stripe_double.delivery_attempts');
    await sql.query('delete from stripe_double.idempotency_keys');
  });
}
