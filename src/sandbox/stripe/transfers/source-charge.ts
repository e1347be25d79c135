import type Stripe from 'stripe';
import { formatAmount } from '../core/currencies';
import { referredId } from '../core/ids';
import { invalidParam, missingResource, notPossible } from '../core/refusal';
import type { Work } from '../core/work';
import { findObject, lockObject } from '../store/objects';

/** The charge a transfer is paid from, and when its money arrives. */
export interface Source {
  charge: Stripe.Charge;
  availableOn: number;
}

async function transferredFrom(work: Work, chargeId: string): Promise<number> {
  const { rows } = await work.sql.query<{ total: string }>(
    `select coalesce(sum((doc->>'amount')::bigint), 0) as total from stripe_double.objects where kind = 'transfer' and account = $1 and doc @> jsonb_build_object('source_transaction', $2::text)`,
    [work.account, chargeId],
  );
  return Number(rows[0]?.total ?? 0);
}

/** Checks that a charge can pay for a transfer and locks it, so that transfers at the same time cannot exceed it together. */
export async function sourceCharge(work: Work, chargeId: string, wanted: { amount: number; currency: string }): Promise<Source> {
  const stored = await lockObject(work.sql, 'charge', chargeId);
  if (stored === null) throw missingResource('charge', chargeId, 'source_transaction');
  const { doc: charge } = stored;
  if (charge.status === 'failed') throw notPossible(`Charge ${charge.id} failed; it cannot be the source of a transfer.`, { param: 'source_transaction' });
  const movement = charge.balance_transaction === null ? null : await findObject(work.sql, 'balance_transaction', referredId(charge.balance_transaction));
  const currency = movement?.doc.currency ?? charge.currency;
  if (currency !== wanted.currency) {
    throw invalidParam(`The currency of source_transaction's balance transaction (${currency}) must be the same as the transfer currency (${wanted.currency}).`, { param: 'currency' });
  }
  const before = await transferredFrom(work, charge.id);
  if (before + wanted.amount > charge.amount) {
    const existing = before === 0 ? '' : ` (There are existing transfers with this transaction as a source, totalling ${formatAmount(before, currency)}.)`;
    throw notPossible(`Transfers using this transaction as a source must not exceed the source amount of ${formatAmount(charge.amount, currency)}.${existing}`, { param: 'amount' });
  }
  return { charge, availableOn: Math.max(work.now, movement?.doc.available_on ?? work.now) };
}
