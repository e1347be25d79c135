import { clock } from '@/server/platform/clock';
import { isUnavailable } from '@/server/platform/database-errors';
import { logger } from '@/server/platform/logger';
import type { Platform } from '@/server/platform/platform';
import { createPayout } from './create-payout';
import { listPayableAccounts } from './payouts.queries';
import { toPolicy } from './to-policy';

const REASON = 'payouts are written by the service alone';

/**
 * Work of the shop's own, every night and when an admin asks: writes down a payout for each seller and currency with something to pay, each in a
 * transaction of its own; jobs send them. Several runs at once make one payout each seller. One that fails does not stop the others. Returns how
 * many payouts it made.
 */
export async function runPayouts({ db, env }: Pick<Platform, 'db' | 'env'>): Promise<number> {
  const policy = toPolicy(env, clock.now());
  let made = 0;
  for (const account of await listPayableAccounts(db.readAsService(REASON))) {
    try {
      if (await db.asService(REASON, (tx) => createPayout(tx, account, policy))) made += 1;
    } catch (error) {
      if (isUnavailable(error)) throw error;
      logger.error({ ...account, err: error, alarm: true }, 'a payout could not be made');
    }
  }
  logger.info({ made }, 'payouts made');
  return made;
}
