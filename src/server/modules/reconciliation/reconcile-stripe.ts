import { recordAudit } from '@/server/modules/audit/record-audit';
import { tellAdmins } from '@/server/modules/notifications/tell-admins';
import { toAlarmEmail } from '@/server/modules/notifications/templates/alarm-email';
import { reconcileTransfers, type TransferAlarm } from '@/server/modules/payouts/reconcile-transfers';
import { isInvoicePaid } from '@/server/modules/payments/is-invoice-paid';
import { listStripeSightings } from '@/server/modules/payments/list-stripe-sightings';
import { clock } from '@/server/platform/clock';
import type { ServiceTx } from '@/server/platform/db';
import { logger } from '@/server/platform/logger';
import type { Platform } from '@/server/platform/platform';
import { newId } from '@/shared/ids';
import { DAY_MS, HOUR_MS } from '@/shared/time';
import { askAgain, repairKind } from './repair-kind';
import { endRun, findReconciledUntil, insertRun, moveReconciledUntil } from './runs.queries';
import { insertSightings, listLongDisputed, listVanished } from './sightings.queries';
import { note, type Tally } from './tally';

const REASON = 'what Stripe says of money is written by the service alone';
/** A session lives for a day and may be paid at its end, so each run looks at two days that were looked at before. */
const OVERLAP_MS = 2 * DAY_MS;
const FIRST_LOOK_BACK_MS = 30 * DAY_MS;
/** Ours are written a little before Stripe's, and Stripe's lists may be a little behind. */
const MARGIN_MS = HOUR_MS;
const KEPT = 200;
const TRANSFER_PROBLEMS: Record<TransferAlarm['problem'], 'not_ours' | 'amount' | 'asked_back' | 'not_at_stripe'> = { unknown: 'not_ours', amount: 'amount', reversed: 'asked_back', vanished: 'not_at_stripe' };
const KINDS = ['session', 'invoice', 'refund', 'dispute'] as const;

type Parts = Pick<Platform, 'db' | 'stripe' | 'env'>;

export interface Reconciled {
  runId: string;
  repaired: number;
  alarms: number;
}

/**
 * Compares Stripe's lists of sessions, paid invoices, refunds, disputes and transfers with our books, from where the last run ended with two days of overlap, and puts right
 * what differs by asking Stripe about the order it belongs to. What stays different (money for no order of ours, other amounts, ours that Stripe
 * does not know) alarms: a line in the log, a note in the audit log of the order, a message to every admin. Reads a page at a time and compares in
 * the database. May run at any time and twice at once. Throws UNAVAILABLE when Stripe does not answer; the next run then reads the same again.
 */
export async function reconcileStripe(parts: Parts, { requestedBy = null }: { requestedBy?: string | null }): Promise<Reconciled> {
  const startedAt = clock.now();
  const last = await findReconciledUntil(parts.db.readAsService(REASON));
  const since = new Date(last ? last.getTime() - OVERLAP_MS : startedAt.getTime() - FIRST_LOOK_BACK_MS);
  const runId = newId('reconciliationRun', startedAt.getTime());
  const tally: Tally = { repaired: 0, alarms: 0, findings: [] };
  await parts.db.asService(REASON, (tx) => insertRun(tx, { id: runId, requestedBy, startedAt, since }));
  try {
    for (const kind of KINDS) {
      for await (const sightings of listStripeSightings(parts.stripe, { kind, since })) await parts.db.asService(REASON, (tx) => insertSightings(tx, { runId, kind, sightings }));
    }
    // Sessions first, then what goes on with them: what was refunded or disputed has to be paid before.
    for (const kind of KINDS) await repairKind(parts, { runId, kind, tally });
    await askAgain(parts, await listLongDisputed(parts.db.readAsService(REASON), { before: since, limit: KEPT }));
    await compareTransfers(parts, tally);
    await findVanished(parts, { runId, since: new Date(since.getTime() + MARGIN_MS), until: new Date(startedAt.getTime() - MARGIN_MS), tally });
  } catch (error) {
    const failure = (error instanceof Error ? error.message : String(error)).slice(0, 1000);
    await parts.db.asService(REASON, (tx) => endRun(tx, { runId, at: clock.now(), failure, ...tally }));
    throw error;
  }
  await parts.db.asService(REASON, (tx) => end(tx, { runId, startedAt, tally, publicUrl: parts.env.PUBLIC_URL }));
  if (tally.alarms > 0) logger.error({ alarm: true, runId, alarms: tally.alarms, repaired: tally.repaired }, 'Stripe and the books do not agree');
  else logger.info({ runId, repaired: tally.repaired }, 'Stripe and the books agree');
  return { runId, repaired: tally.repaired, alarms: tally.alarms };
}

/** Transfers have a way of their own: they are the shop's doing, not an order's. */
async function compareTransfers(parts: Parts, tally: Tally): Promise<void> {
  const { repaired, alarms } = await reconcileTransfers(parts);
  tally.repaired += repaired;
  for (const { stripeTransferId, transferId, problem } of alarms) note(tally, { kind: 'transfer', stripeId: stripeTransferId ?? transferId ?? '', orderId: null, problem: TRANSFER_PROBLEMS[problem], outcome: 'alarm' });
}

/** What is ours and was not in Stripe's lists. An invoice is listed by the day it was made and may be paid weeks later, so Stripe is asked about it by name. */
async function findVanished({ db, stripe }: Parts, { runId, since, until, tally }: { runId: string; since: Date; until: Date; tally: Tally }): Promise<void> {
  for (const vanished of await listVanished(db.readInBackground(REASON), { runId, since, until, limit: KEPT })) {
    if (vanished.kind === 'invoice' && (await isInvoicePaid(stripe, vanished.stripeId))) continue;
    note(tally, { ...vanished, problem: 'not_at_stripe', outcome: 'alarm' });
  }
}

async function end(tx: ServiceTx, { runId, startedAt, tally, publicUrl }: { runId: string; startedAt: Date; tally: Tally; publicUrl: string }): Promise<void> {
  await endRun(tx, { runId, at: clock.now(), failure: null, ...tally });
  await moveReconciledUntil(tx, startedAt);
  for (const { orderId, outcome, kind, stripeId, problem } of tally.findings) {
    if (orderId === null) continue;
    await recordAudit(tx, { actorUserId: null, actorRole: 'system', action: outcome === 'alarm' ? 'reconciliation.alarm' : 'reconciliation.repair', targetType: 'order', targetId: orderId, after: { runId, kind, stripeId, problem } });
  }
  if (tally.alarms === 0) return;
  const email = toAlarmEmail({
    heading: 'Stripe and the books do not agree',
    paragraph: `The reconciler put ${tally.repaired} right and could not put ${tally.alarms} right. Those were left as they are.`,
    findings: tally.findings.filter(({ outcome }) => outcome === 'alarm').map(({ kind, stripeId, problem }) => ({ label: `${kind} ${stripeId}`, value: problem.replaceAll('_', ' ') })),
    url: `${publicUrl}/admin/reconciliation`,
  });
  await tellAdmins(tx, { email, kind: 'reconciliation-alarm', href: '/admin/reconciliation', at: clock.now(), reason: `reconciliation:${runId}` });
}
