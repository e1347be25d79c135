import { clearable, decimal, flag, integer, list, metadata, oneOf, required, shape, text } from '../core/params';
import type { Field, ValuesOf } from '../core/params';
import { invalidParam, notInDouble } from '../core/refusal';
import { ITEMS } from './wanted-items';

const ANYTHING = { read: (value: unknown) => value };

const SECONDS = integer({ min: 1 });

/** A second, or one of some words. */
function secondOr<const W extends string>(...words: readonly W[]): Field<number | W | undefined> {
  const word = oneOf(...words);
  return { read: (value, param) => (typeof value === 'string' && /^\d+$/.test(value) ? SECONDS.read(value, param) : word.read(value, param)) };
}

export const CANCELLATION_DETAILS = shape({
  comment: clearable(text()),
  feedback: clearable(oneOf('customer_service', 'low_quality', 'missing_features', 'other', 'switched_service', 'too_complex', 'too_expensive', 'unused')),
  feedback_option: text(),
});

/** What decides how a change is billed; shared with previews. */
export const BILLING_CHANGE = {
  billing_cycle_anchor: shape({ type: required(oneOf('now', 'unchanged')) }),
  billing_schedules: ANYTHING,
  cancel_at: clearable(secondOr('max_billed_until', 'max_period_end', 'min_period_end')),
  cancel_at_period_end: flag(),
  default_tax_rates: ANYTHING,
  items: ITEMS,
  metadata: metadata(),
  proration_behavior: oneOf('always_invoice', 'create_prorations', 'none'),
  proration_date: integer({ min: 0 }),
  trial_end: secondOr('now'),
};

/** The parameters of POST /v1/subscriptions/{id} in 2026-10-28. */
export const UPDATE_SUBSCRIPTION = {
  ...BILLING_CHANGE,
  add_invoice_items: ANYTHING,
  application_fee_percent: clearable(decimal({ max: 100, digits: 2 })),
  automatic_tax: shape({ enabled: required(flag()), liability: ANYTHING }),
  billing_thresholds: ANYTHING,
  cancellation_details: CANCELLATION_DETAILS,
  collection_method: oneOf('charge_automatically', 'send_invoice'),
  days_until_due: integer(),
  default_payment_method: text(),
  default_source: ANYTHING,
  description: clearable(text({ max: 500 })),
  discounts: clearable(list(shape({ coupon: text(), discount: text(), promotion_code: text() }), { max: 20 })),
  invoice_settings: ANYTHING,
  off_session: flag(),
  on_behalf_of: ANYTHING,
  pause_collection: ANYTHING,
  payment_behavior: oneOf('allow_incomplete', 'default_incomplete', 'error_if_incomplete', 'pending_if_incomplete'),
  payment_settings: ANYTHING,
  pending_invoice_item_interval: ANYTHING,
  transfer_data: ANYTHING,
  trial_from_plan: ANYTHING,
  trial_settings: ANYTHING,
};

export type UpdateInput = ValuesOf<typeof UPDATE_SUBSCRIPTION>;

const NOT_YET: Partial<Record<keyof UpdateInput, string>> = {
  add_invoice_items: 'invoice items of updates',
  billing_schedules: 'billing schedules',
  billing_thresholds: 'billing thresholds',
  days_until_due: 'invoices that are sent',
  default_source: 'sources',
  default_tax_rates: 'tax rates',
  invoice_settings: 'invoice settings',
  on_behalf_of: 'charges on behalf of accounts',
  pause_collection: 'pauses of collection',
  payment_settings: 'payment settings',
  pending_invoice_item_interval: 'invoices of pending items between periods',
  transfer_data: 'destination charges',
  trial_from_plan: 'trials of prices',
  trial_settings: 'changes of trial settings',
};

/** Refuses what an update cannot do here, and what excludes each other. */
export function refuseUpdate(input: Partial<UpdateInput>): void {
  for (const [param, what] of Object.entries(NOT_YET)) {
    if (input[param as keyof UpdateInput] !== undefined) throw notInDouble(what, param);
  }
  if (input.automatic_tax?.enabled === true) throw notInDouble('automatic tax', 'automatic_tax');
  if (input.collection_method === 'send_invoice') throw notInDouble('invoices that are sent', 'collection_method');
  if (input.payment_behavior === 'default_incomplete' || input.payment_behavior === 'pending_if_incomplete') throw notInDouble(`payment_behavior ${input.payment_behavior}`, 'payment_behavior');
  if (input.cancel_at_period_end !== undefined && input.cancel_at !== undefined) throw invalidParam('You may only specify one of these parameters: cancel_at, cancel_at_period_end.', { param: 'cancel_at' });
  if (input.discounts?.some(({ coupon }) => coupon === undefined) === true) throw notInDouble('promotion codes and discounts named by their id', 'discounts');
}
