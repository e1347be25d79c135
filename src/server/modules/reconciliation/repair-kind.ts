import { askInvoice } from '@/server/modules/orders/ask-invoice';
import { askStripe } from '@/server/modules/orders/ask-stripe';
import type { SightingKind } from '@/server/modules/payments/list-stripe-sightings';
import { logger } from '@/server/platform/logger';
import type { Platform } from '@/server/platform/platform';
import type { FindingProblem } from '@/shared/contracts/admin-reconciliation';
import { isAppError } from '@/shared/errors';
import { listDifferences } from './sightings.queries';
import { note, type Tally } from './tally';

const REASON = 'what Stripe says of money is written by the service alone';
const PAGE = 100;
/** What asking Stripe about the order may put right. The rest contradicts the order, and a person has to look. */
const REPAIRABLE: ReadonlySet<FindingProblem> = new Set(['unpaid_here', 'behind', 'missing']);

type Parts = Pick<Platform, 'db' | 'stripe' | 'env'>;

async function attempt(subject: object, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (isAppError(error) && error.code === 'UNAVAILABLE') throw error;
    logger.error({ alarm: true, err: error, ...subject }, 'an order could not be reconciled');
  }
}

/** Asks Stripe about each order once. One that fails does not stop the others; Stripe being down does. */
export async function askAgain(parts: Parts, orderIds: Iterable<string>): Promise<void> {
  for (const orderId of new Set(orderIds)) await attempt({ orderId }, () => askStripe(parts, { orderId }));
}

/** The same of invoices, whose orders may not be written yet. */
async function askInvoices(parts: Parts, invoiceIds: readonly string[]): Promise<void> {
  for (const invoiceId of invoiceIds) await attempt({ invoiceId }, () => askInvoice(parts, { invoiceId }));
}

/** Puts right what differs of one kind, a page at a time: asks about the orders, compares again, and notes what became of each. */
export async function repairKind(parts: Parts, { runId, kind, tally }: { runId: string; kind: SightingKind; tally: Tally }): Promise<void> {
  const reader = parts.db.readInBackground(REASON);
  for (let after = ''; ; ) {
    const found = await listDifferences(reader, { runId, kind, after, limit: PAGE });
    const last = found.at(-1);
    if (!last) return;
    const repairable = found.filter(({ problem, orderId }) => REPAIRABLE.has(problem) && orderId !== null);
    await (kind === 'invoice' ? askInvoices(parts, repairable.map(({ stripeId }) => stripeId)) : askAgain(parts, repairable.flatMap(({ orderId }) => orderId ?? [])));
    const left = new Map((await listDifferences(reader, { runId, kind, after: '', only: found.map(({ stripeId }) => stripeId), limit: PAGE })).map((one) => [one.stripeId, one]));
    for (const one of found) note(tally, { kind, ...(left.get(one.stripeId) ?? one), outcome: left.has(one.stripeId) ? 'alarm' : 'repaired' });
    after = last.stripeId;
  }
}
