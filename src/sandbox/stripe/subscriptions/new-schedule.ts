import type Stripe from 'stripe';
import { schedule } from '../core/due-tasks';
import { newStripeId } from '../core/ids';
import { notPossible } from '../core/refusal';
import type { Work } from '../core/work';
import { emit } from '../events/emit';
import type { SubscriptionDocument } from '../store/billing-kinds';
import { insertObject } from '../store/objects';
import { changeSubscription, currentPeriod, isOver } from './change-subscription';
import { PHASE_END } from './tasks';

type Phase = Stripe.SubscriptionSchedule.Phase;

interface PhaseFacts {
  currency: string;
  start: number;
  end: number;
  items: { price: string; quantity: number; metadata: Record<string, string> }[];
  metadata: Record<string, string>;
  proration: 'always_invoice' | 'create_prorations' | 'none';
}

/** A stretch of time in which a subscription has these items. */
export function newPhase(facts: PhaseFacts): Phase {
  return {
    add_invoice_items: [],
    application_fee_percent: null,
    billing_cycle_anchor: null,
    billing_thresholds: null,
    collection_method: null,
    currency: facts.currency,
    default_payment_method: null,
    default_tax_rates: [],
    description: null,
    discounts: [],
    end_date: facts.end,
    invoice_settings: null,
    items: facts.items.map(({ price, quantity, metadata }) => ({ billing_thresholds: null, discounts: [], metadata, plan: price, price, quantity, tax_rates: [] })),
    metadata: facts.metadata,
    on_behalf_of: null,
    proration_behavior: facts.proration,
    start_date: facts.start,
    transfer_data: null,
    trial_end: null,
  };
}

/** The items a subscription has, as a phase names them. */
export function itemsNow(subscription: SubscriptionDocument): PhaseFacts['items'] {
  return subscription.items.data.map(({ price, quantity, metadata }) => ({ price: price.id, quantity, metadata }));
}

/** Puts a locked subscription under a schedule whose only phase is the period it is in. Throws when it is under one. */
export async function scheduleFrom(work: Work, subscription: SubscriptionDocument, metadata: Record<string, string>): Promise<{ plan: Stripe.SubscriptionSchedule; subscription: SubscriptionDocument }> {
  if (isOver(subscription)) throw notPossible('You cannot migrate a subscription that is already canceled to a subscription schedule.', { param: 'from_subscription' });
  if (subscription.schedule !== null) throw notPossible(`You cannot migrate a subscription that is already attached to a schedule: \`${subscription.schedule}\``, { param: 'from_subscription' });
  const { start, end } = currentPeriod(subscription);
  const plan: Stripe.SubscriptionSchedule = {
    id: newStripeId('subscription_schedule'),
    object: 'subscription_schedule',
    application: null,
    billing_mode: subscription.billing_mode,
    canceled_at: null,
    completed_at: null,
    created: work.now,
    current_phase: { start_date: start, end_date: end },
    customer: subscription.customer,
    customer_account: null,
    default_settings: {
      application_fee_percent: subscription.application_fee_percent, billing_cycle_anchor: 'automatic', billing_thresholds: null, collection_method: 'charge_automatically', default_payment_method: subscription.default_payment_method, description: subscription.description,
      invoice_settings: { account_tax_ids: null, custom_fields: null, days_until_due: null, description: null, footer: null, issuer: { type: 'self' } }, on_behalf_of: null, transfer_data: null,
    },
    end_behavior: 'release',
    livemode: false,
    metadata,
    pause_schedules: [],
    phases: [newPhase({ currency: subscription.currency, start, end, items: itemsNow(subscription), metadata: {}, proration: 'create_prorations' })],
    released_at: null,
    released_subscription: null,
    status: 'active',
    subscription: subscription.id,
    test_clock: null,
  };
  await insertObject(work.sql, 'subscription_schedule', { doc: plan, hidden: {} });
  await schedule(work, PHASE_END, { objectId: plan.id, dueAt: end });
  emit(work, 'subscription_schedule.created', plan);
  return { plan, subscription: await changeSubscription(work, subscription, { schedule: plan.id }) };
}
