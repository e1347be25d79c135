import { notPossible } from '../core/refusal';
import { actingForOwner, runWork } from '../core/work';
import type { Double } from '../core/work';
import { closeDispute } from '../disputes/close-dispute';
import { lockDispute } from '../disputes/lock-dispute';
import { openDispute } from '../disputes/open-dispute';
import { findObject } from '../store/objects';
import type { Sql } from '../store/transaction';
import type { CloseDisputeInput, OpenDisputeInput } from './inputs';

/** The charge that is meant: named itself, or as the last one of a PaymentIntent or session. */
async function chargeOf(sql: Sql, input: OpenDisputeInput): Promise<string | null> {
  if (input.charge !== undefined) return input.charge;
  const session = input.session === undefined ? null : await findObject(sql, 'checkout.session', input.session);
  const intentId = input.payment_intent ?? session?.doc.payment_intent;
  const intent = typeof intentId === 'string' ? await findObject(sql, 'payment_intent', intentId) : null;
  return typeof intent?.doc.latest_charge === 'string' ? intent.doc.latest_charge : null;
}

/** POST /_double/disputes: the buyer's bank disputes a charge. */
export async function openDisputeNow(double: Double, input: OpenDisputeInput): Promise<object | null> {
  const charge = await chargeOf(double.pool, input);
  if (charge === null) return null;
  return runWork(double, null, async (work) => openDispute(await actingForOwner(work, charge), charge, { reason: input.reason, inquiry: input.inquiry, amount: input.amount }));
}

/** POST /_double/disputes/{id}/close: the bank decides. */
export function closeDisputeNow(double: Double, id: string, input: CloseDisputeInput): Promise<object | null> {
  return runWork(double, null, async (work) => {
    const its = await actingForOwner(work, id);
    const stored = await lockDispute(its, id);
    if (stored === null) throw notPossible(`No such dispute: '${id}'`);
    return closeDispute(its, stored, input.status);
  });
}
