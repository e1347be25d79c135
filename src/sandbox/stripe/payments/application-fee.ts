import type Stripe from 'stripe';
import { splitAmount } from '@/shared/money';
import { newStripeId } from '../core/ids';
import { actingFor } from '../core/work';
import type { Work } from '../core/work';
import { emit, emitChange } from '../events/emit';
import { insertObject, lockObject, updateDocument } from '../store/objects';
import { PLATFORM } from '../store/transaction';
import { APPLICATION, recordMovement } from './balance';

interface Paid {
  intent: Stripe.PaymentIntent;
  charge: Stripe.Charge;
  availableAtOnce: boolean;
}

/** Gives the platform its part of a charge made in a connected account's own name. null where none was asked for. */
export async function takeApplicationFee(work: Work, { intent, charge, availableAtOnce }: Paid): Promise<Stripe.ApplicationFee | null> {
  const amount = intent.application_fee_amount ?? 0;
  if (amount === 0 || work.account === PLATFORM) return null;
  const platform = actingFor(work, PLATFORM);
  const id = newStripeId('application_fee');
  const movement = await recordMovement(platform, { amount, fee: 0, currency: charge.currency, source: id, type: 'application_fee', description: charge.description, availableAtOnce });
  const fee: Stripe.ApplicationFee = {
    id,
    object: 'application_fee',
    account: work.account,
    amount,
    amount_refunded: 0,
    application: APPLICATION,
    balance_transaction: movement.id,
    charge: charge.id,
    created: work.now,
    currency: charge.currency,
    fee_source: { charge: charge.id, type: 'charge' },
    livemode: false,
    originating_transaction: null,
    refunded: false,
    refunds: { object: 'list', data: [], has_more: false, url: `/v1/application_fees/${id}/refunds` },
  };
  await insertObject(platform.sql, 'application_fee', { doc: fee, hidden: {} });
  emit(platform, 'application_fee.created', fee);
  return fee;
}

/** Gives back the part of the platform's fee that belongs to a refund of a charge, in proportion; the last refund gives back what is left. Answers how much. */
export async function returnApplicationFee(work: Work, charge: Stripe.Charge, amount: number): Promise<number> {
  const platform = actingFor(work, PLATFORM);
  const stored = typeof charge.application_fee === 'string' ? await lockObject(platform.sql, 'application_fee', charge.application_fee) : null;
  if (stored === null) return 0;
  const { doc } = stored;
  const last = charge.amount_refunded + amount === charge.amount;
  const left = doc.amount - doc.amount_refunded;
  const [part = 0] = splitAmount(doc.amount, [amount, charge.amount - amount]);
  const returned = last ? left : Math.min(left, part);
  if (returned === 0) return 0;
  const id = newStripeId('fee_refund');
  const movement = await recordMovement(platform, { amount: -returned, fee: 0, currency: doc.currency, source: id, type: 'application_fee_refund', description: null, availableAtOnce: true });
  const refund: Stripe.FeeRefund = { id, object: 'fee_refund', amount: returned, balance_transaction: movement.id, created: work.now, currency: doc.currency, fee: doc.id, metadata: {} };
  const changed: Stripe.ApplicationFee = { ...doc, amount_refunded: doc.amount_refunded + returned, refunded: left === returned, refunds: { ...doc.refunds, data: [refund, ...doc.refunds.data] } };
  await updateDocument(platform.sql, 'application_fee', changed);
  emitChange(platform, 'application_fee.refunded', { before: doc, after: changed });
  return returned;
}
