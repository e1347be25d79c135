import type Stripe from 'stripe';
import { schedule } from '../core/due-tasks';
import { integer, list, mergeMetadata, metadata, oneOf, required, shape, text } from '../core/params';
import type { Field, ValuesOf } from '../core/params';
import { invalidParam, notInDouble, notPossible } from '../core/refusal';
import type { Work } from '../core/work';
import { emitChange } from '../events/emit';
import type { SubscriptionDocument } from '../store/billing-kinds';
import { updateDocument } from '../store/objects';
import { itemsNow, newPhase } from './new-schedule';
import { addIntervals } from './periods';
import { PHASE_END } from './tasks';
import { recurringPrice } from './wanted-items';

const ANYTHING = { read: (value: unknown) => value };

const BEHAVIOR = oneOf('always_invoice', 'create_prorations', 'none');

/** A second; `now` is what the double lacks. */
const SECONDS: Field<number | undefined> = integer({ min: 1 });

const PHASE_ITEM = shape({ billing_thresholds: ANYTHING, discounts: ANYTHING, metadata: metadata(), plan: ANYTHING, price: required(text()), price_data: ANYTHING, quantity: integer({ min: 0 }), tax_rates: ANYTHING, trial: ANYTHING });

const UNUSED = {
  add_invoice_items: ANYTHING, application_fee_percent: ANYTHING, automatic_tax: ANYTHING, billing_cycle_anchor: ANYTHING, billing_thresholds: ANYTHING, collection_method: ANYTHING, default_payment_method: ANYTHING, default_tax_rates: ANYTHING, description: ANYTHING,
  discounts: ANYTHING, invoice_settings: ANYTHING, on_behalf_of: ANYTHING, transfer_data: ANYTHING, trial: ANYTHING, trial_end: ANYTHING,
};

const PHASE = shape({
  ...UNUSED,
  currency: text({ max: 3 }),
  duration: shape({ interval: required(oneOf('day', 'month', 'week', 'year')), interval_count: integer({ min: 1 }) }),
  end_date: SECONDS,
  items: required(list(PHASE_ITEM, { max: 20 })),
  metadata: metadata(),
  proration_behavior: BEHAVIOR,
  start_date: SECONDS,
});

/** The parameters of POST /v1/subscription_schedules/{id} in 2026-10-28. */
export const UPDATE_SCHEDULE = { default_settings: ANYTHING, end_behavior: oneOf('cancel', 'none', 'release', 'renew'), metadata: metadata(), pause_schedules: ANYTHING, phases: list(PHASE, { max: 10 }), proration_behavior: BEHAVIOR };

type ScheduleInput = ValuesOf<typeof UPDATE_SCHEDULE>;
type PhaseInput = NonNullable<ScheduleInput['phases']>[number];

/** Changes what a schedule will do after the phase under way. Throws Stripe's refusals. */
export async function changeSchedule(work: Work, { plan, subscription, input }: { plan: Stripe.SubscriptionSchedule; subscription: SubscriptionDocument; input: ScheduleInput }): Promise<Stripe.SubscriptionSchedule> {
  if (plan.status !== 'active') throw notPossible(`You cannot update a subscription schedule that is currently in the \`${plan.status}\` status.`);
  if (input.default_settings !== undefined || input.pause_schedules !== undefined) throw notInDouble('these settings of schedules', 'default_settings');
  if (input.end_behavior === 'none' || input.end_behavior === 'renew') throw notInDouble(`the end behavior ${input.end_behavior}`, 'end_behavior');
  const phases = input.phases === undefined ? plan.phases : await phasesOf(work, { plan, subscription, inputs: input.phases });
  const current = phases.find(({ start_date: start }) => start === plan.current_phase?.start_date);
  const changed: Stripe.SubscriptionSchedule = {
    ...plan,
    phases,
    current_phase: current === undefined ? plan.current_phase : { start_date: current.start_date, end_date: current.end_date },
    end_behavior: input.end_behavior ?? plan.end_behavior,
    metadata: mergeMetadata(plan.metadata ?? {}, input.metadata),
  };
  await updateDocument(work.sql, 'subscription_schedule', changed);
  if (changed.current_phase !== null) await schedule(work, PHASE_END, { objectId: plan.id, dueAt: changed.current_phase.end_date });
  emitChange(work, 'subscription_schedule.updated', { before: plan, after: changed });
  return changed;
}

async function phasesOf(work: Work, { plan, subscription, inputs }: { plan: Stripe.SubscriptionSchedule; subscription: SubscriptionDocument; inputs: PhaseInput[] }): Promise<Stripe.SubscriptionSchedule.Phase[]> {
  const phases: Stripe.SubscriptionSchedule.Phase[] = [];
  let start = plan.current_phase?.start_date ?? 0;
  for (const [position, input] of inputs.entries()) {
    const param = `phases[${position}]`;
    const unused = Object.keys(UNUSED).find((key) => input[key as keyof typeof UNUSED] !== undefined);
    if (unused !== undefined) throw notInDouble(`${unused} of phases`, `${param}[${unused}]`);
    if (position === 0 && input.start_date === undefined) throw invalidParam('The first phase must have a `start_date`: that of the current phase.', { code: 'parameter_missing', param: `${param}[start_date]` });
    if (input.start_date !== undefined && input.start_date !== start) throw invalidParam(position === 0 ? 'You can not modify the start date of the current phase.' : 'Phases must follow each other without a gap.', { param: `${param}[start_date]` });
    const phase = await phaseOf(work, { subscription, input, start, param });
    if (position === 0) refuseOtherItems(subscription, phase, param);
    if (phase.end_date <= Math.max(start, work.now)) throw invalidParam('The end of a phase must be in the future and after its start.', { param: `${param}[end_date]` });
    phases.push(phase);
    start = phase.end_date;
  }
  return phases;
}

async function phaseOf(work: Work, { subscription, input, start, param }: { subscription: SubscriptionDocument; input: PhaseInput; start: number; param: string }): Promise<Stripe.SubscriptionSchedule.Phase> {
  if (input.end_date !== undefined && input.duration !== undefined) throw invalidParam('You may only specify one of these parameters: end_date, duration.', { param: `${param}[end_date]` });
  const items = [];
  let rhythm: { interval: 'day' | 'month' | 'week' | 'year'; count: number } = { interval: 'month', count: 1 };
  for (const [position, item] of input.items.entries()) {
    const other = (['billing_thresholds', 'discounts', 'plan', 'price_data', 'tax_rates', 'trial'] as const).find((key) => item[key] !== undefined);
    if (other !== undefined) throw notInDouble(`${other} of phases`, `${param}[items][${position}][${other}]`);
    const price = await recurringPrice(work, item.price, { param: `${param}[items][${position}][price]`, currency: subscription.currency });
    if (price.recurring !== null) rhythm = { interval: price.recurring.interval as typeof rhythm.interval, count: price.recurring.interval_count };
    items.push({ price: price.id, quantity: item.quantity ?? 1, metadata: mergeMetadata({}, item.metadata) });
  }
  const lasts = input.duration === undefined ? rhythm : { interval: input.duration.interval, count: input.duration.interval_count ?? 1 };
  return newPhase({ currency: subscription.currency, start, end: input.end_date ?? addIntervals(start, lasts, 1), items, metadata: mergeMetadata({}, input.metadata), proration: input.proration_behavior ?? 'create_prorations' });
}

/** What is billed already is changed through the subscription. */
function refuseOtherItems(subscription: SubscriptionDocument, phase: Stripe.SubscriptionSchedule.Phase, param: string): void {
  const now = itemsNow(subscription).map(({ price, quantity }) => `${price} ${quantity}`);
  const wanted = phase.items.map(({ price, quantity }) => `${typeof price === 'string' ? price : price.id} ${String(quantity)}`);
  if (now.sort().join() !== wanted.sort().join()) throw notInDouble('changes of the phase under way', `${param}[items]`);
}
