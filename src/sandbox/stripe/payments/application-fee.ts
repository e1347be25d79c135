import type Stripe from 'stripe';
import { newStripeId } from '../core/ids';
import { actingFor } from '../core/work';
import type { Work } from '../core/work';
import { emit } from '../events/emit';
import { insertObject } from '../store/objects';
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
