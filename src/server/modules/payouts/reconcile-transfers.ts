import { listStripeTransfers, type TransferFact } from '@/server/modules/payments/list-stripe-transfers';
import { clock } from '@/server/platform/clock';
import { logger } from '@/server/platform/logger';
import type { Platform } from '@/server/platform/platform';
import { DAY_MS, HOUR_MS } from '@/shared/time';
import { enqueueWaiting, recordTransfer } from './record-transfer';
import { endPayout } from './payouts.queries';
import { findComparedUntil, findTransfer, listVanishedTransfers, moveComparedUntil, type KnownTransfer } from './reconciling.queries';

const REASON = 'payouts are written by the service alone';
/** A transfer may enter Stripe's list a little after its time. */
const OVERLAP_MS = DAY_MS;
const FIRST_LOOK_BACK_MS = 30 * DAY_MS;
/** Ours are written a little before Stripe's. */
const MARGIN_MS = HOUR_MS;

/** `unknown`: not made by us. `amount`: not what we asked for. `reversed`: more was fetched back there than here. `vanished`: Stripe does not have it. */
export interface TransferAlarm {
  stripeTransferId: string | null;
  transferId: string | null;
  problem: 'unknown' | 'amount' | 'reversed' | 'vanished';
}

export interface ReconciledTransfers {
  compared: number;
  repaired: number;
  alarms: TransferAlarm[];
}

/**
 * Work of the shop's own: compares Stripe's transfers with ours, from where the last run ended with a day of overlap. What left and was not
 * written down is written down and posted; what we do not know, or know otherwise, is told and left. May run at any time and twice at once.
 * Throws UNAVAILABLE when Stripe does not answer; the next run then reads the same again.
 */
export async function reconcileTransfers({ db, stripe }: Pick<Platform, 'db' | 'stripe'>): Promise<ReconciledTransfers> {
  const startedAt = clock.now();
  const last = await findComparedUntil(db.readAsService(REASON));
  const since = new Date(last ? last.getTime() - OVERLAP_MS : startedAt.getTime() - FIRST_LOOK_BACK_MS);
  const facts = await listStripeTransfers(stripe, { since });
  const result: ReconciledTransfers = { compared: facts.length, repaired: 0, alarms: [] };
  for (const fact of facts) {
    const known = fact.transferId === null ? undefined : await findTransfer(db.readAsService(REASON), fact.transferId);
    const problem = problemOf(fact, known);
    if (problem) result.alarms.push({ stripeTransferId: fact.stripeTransferId, transferId: fact.transferId, problem });
    else if (known && known.status !== 'paid' && (await repair(db, { fact, known }))) result.repaired += 1;
  }
  const seen = facts.flatMap(({ transferId }) => transferId ?? []);
  const window = { since: new Date(since.getTime() + MARGIN_MS), until: new Date(startedAt.getTime() - MARGIN_MS), seen };
  for (const transferId of await listVanishedTransfers(db.readAsService(REASON), window)) result.alarms.push({ stripeTransferId: null, transferId, problem: 'vanished' });
  await db.asService(REASON, (tx) => moveComparedUntil(tx, startedAt));
  for (const alarm of result.alarms) logger.error({ alarm: true, ...alarm }, 'a transfer at Stripe and the books do not agree');
  return result;
}

function problemOf(fact: TransferFact, known: KnownTransfer | undefined): TransferAlarm['problem'] | undefined {
  if (!known) return 'unknown';
  if (fact.amountMinor !== known.amountMinor || fact.currency !== known.currency) return 'amount';
  return fact.reversedMinor > known.askedBackMinor ? 'reversed' : undefined;
}

function repair(db: Platform['db'], { fact, known }: { fact: TransferFact; known: KnownTransfer }): Promise<boolean> {
  return db.asService(REASON, async (tx) => {
    const at = clock.now();
    const { stripeTransferId } = fact;
    const isNew = await recordTransfer(tx, { transfer: known, stripeTransferId, from: known.status === 'failed' ? 'failed' : 'pending', at });
    await enqueueWaiting(tx, known.transferId);
    await endPayout(tx, { payoutId: known.payoutId, at });
    return isNew;
  });
}
