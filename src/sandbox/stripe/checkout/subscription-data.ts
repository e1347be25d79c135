import { decimal, integer, list, mergeMetadata, metadata, oneOf, required, shape, text } from '../core/params';
import { invalidParam, notInDouble } from '../core/refusal';
import type { Work } from '../core/work';
import type { SubscriptionSeed } from '../store/billing-kinds';
import type { LineItemDocument } from '../store/kinds';
import { PLATFORM } from '../store/transaction';
import { trialEndOf } from '../subscriptions/start-subscription';
import type { CreateSessionInput } from './create-params';

const ANYTHING = { read: (value: unknown) => value };

/** `subscription_data` of a session. */
export const SUBSCRIPTION_DATA = shape({
  application_fee_percent: decimal({ max: 100, digits: 2 }),
  billing_cycle_anchor: integer(),
  billing_cycle_anchor_config: ANYTHING,
  billing_mode: shape({ flexible: shape({ proration_discounts: oneOf('included', 'itemized') }), type: required(oneOf('classic', 'flexible')) }),
  default_tax_rates: list(text()),
  description: text({ max: 500 }),
  invoice_settings: ANYTHING,
  metadata: metadata(),
  on_behalf_of: text(),
  pending_invoice_item_interval: ANYTHING,
  proration_behavior: oneOf('create_prorations', 'none'),
  transfer_data: ANYTHING,
  trial_end: integer(),
  trial_period_days: integer({ min: 1, max: 730 }),
  trial_settings: shape({ end_behavior: required(shape({ billing_cycle_anchor: oneOf('now', 'unchanged'), missing_payment_method: required(oneOf('cancel', 'create_invoice', 'pause')) })) }),
});

type SubscriptionData = NonNullable<CreateSessionInput['subscription_data']>;

const NOT_YET: Partial<Record<keyof SubscriptionData, string>> = {
  billing_cycle_anchor: 'billing cycle anchors of sessions',
  billing_cycle_anchor_config: 'billing cycle anchors of sessions',
  default_tax_rates: 'tax rates',
  invoice_settings: 'invoice settings',
  on_behalf_of: 'charges on behalf of accounts',
  pending_invoice_item_interval: 'invoices of pending items between periods',
  transfer_data: 'destination charges',
};

const TWO_DAYS = 48 * 3600;
const TWO_YEARS = 730 * 24 * 3600;

/** What a session in subscription mode will make. Throws Stripe's refusals of its `subscription_data`; null in other modes. */
export function subscriptionSeed(work: Work, input: CreateSessionInput): SubscriptionSeed | null {
  if (input.mode !== 'subscription') return null;
  const data = input.subscription_data;
  for (const [param, what] of Object.entries(NOT_YET)) {
    if (data?.[param as keyof SubscriptionData] !== undefined) throw notInDouble(what, `subscription_data[${param}]`);
  }
  if (data?.billing_mode?.type === 'classic') throw notInDouble('the classic billing mode', 'subscription_data[billing_mode]');
  if (data?.application_fee_percent !== undefined && work.account === PLATFORM) {
    throw invalidParam('Can only apply an application_fee_percent when the request is made on behalf of another account (using an OAuth key, the Stripe-Account header, or the transfer_data parameter).', { param: 'subscription_data[application_fee_percent]' });
  }
  refuseTrial(work, data);
  return {
    applicationFeePercent: data?.application_fee_percent ?? null,
    description: data?.description ?? null,
    metadata: mergeMetadata({}, data?.metadata),
    trialDays: data?.trial_period_days ?? null,
    trialEnd: data?.trial_end ?? null,
    missingPaymentMethod: data?.trial_settings?.end_behavior.missing_payment_method ?? 'create_invoice',
    cardAlways: input.payment_method_collection !== 'if_required',
  };
}

function refuseTrial(work: Work, data: SubscriptionData | undefined): void {
  if (data?.trial_end !== undefined && data.trial_period_days !== undefined) throw invalidParam('You may only specify one of these parameters: subscription_data[trial_end], subscription_data[trial_period_days].', { param: 'subscription_data[trial_end]' });
  if (data?.trial_end !== undefined && data.trial_end < work.now + TWO_DAYS) throw invalidParam('The `trial_end` date has to be at least 2 days in the future.', { param: 'subscription_data[trial_end]' });
  if (data?.trial_end !== undefined && data.trial_end > work.now + TWO_YEARS) throw invalidParam('The `trial_end` date can be at most 2 years in the future.', { param: 'subscription_data[trial_end]' });
}

const MOST_OF_A_KIND = 20;

/** Checks the lines of a session in subscription mode against each other. */
export function refuseLines(items: readonly LineItemDocument[]): void {
  const recurring = items.filter(({ price }) => price.type === 'recurring');
  if (recurring.length === 0) throw invalidParam('You must provide at least one recurring price in `subscription` mode when using prices.', { param: 'line_items' });
  if (recurring.length > MOST_OF_A_KIND) throw invalidParam(`Checkout Sessions in \`subscription\` mode take at most ${MOST_OF_A_KIND} recurring line items.`, { param: 'line_items' });
  if (items.length - recurring.length > MOST_OF_A_KIND) throw invalidParam(`Checkout Sessions in \`subscription\` mode take at most ${MOST_OF_A_KIND} one-time line items.`, { param: 'line_items' });
  const rhythms = new Set(recurring.map(({ price }) => `${String(price.recurring?.interval_count)} ${String(price.recurring?.interval)}`));
  if (rhythms.size > 1) throw invalidParam('Checkout Sessions in `subscription` mode do not take prices with different billing intervals.', { param: 'line_items' });
  if (recurring.some(({ price }) => price.recurring?.usage_type === 'metered')) throw notInDouble('metered prices', 'line_items');
}

/** The lines as the buyer pays them today: nothing recurs yet while a trial runs. */
export function dueToday(items: readonly LineItemDocument[], seed: SubscriptionSeed | null, now: number): LineItemDocument[] {
  if (seed === null || trialEndOf(seed, now) === null) return [...items];
  return items.map((item) => (item.price.type === 'recurring' ? { ...item, amount_subtotal: 0, amount_total: 0 } : item));
}
