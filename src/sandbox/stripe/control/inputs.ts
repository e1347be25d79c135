import { z } from 'zod';
import { DISPUTE_REASONS } from '../disputes/new-dispute';

const count = z.number().int().min(0).max(10_000);

/** Body of POST /_double/faults: request faults (for `route`, or all) and event faults in one object. */
export const FaultInput = z.strictObject({
  route: z.string().max(200).optional(),
  slowMs: z.number().int().min(0).max(120_000).optional(),
  fail: count.optional(),
  failSaved: count.optional(),
  rateLimit: count.optional(),
  dropBeforeEffect: count.optional(),
  dropAfterEffect: count.optional(),
  eventTypes: z.array(z.string()).optional(),
  duplicateEvents: z.union([count, z.boolean()]).optional(),
  twinEvents: z.boolean().optional(),
  shuffleEvents: z.boolean().optional(),
  delayEventsMs: z.number().int().min(0).max(3_600_000).optional(),
  holdEvents: z.boolean().optional(),
  dropEvents: z.boolean().optional(),
});
export type FaultInput = z.infer<typeof FaultInput>;

/** Body of POST /_double/deliver. Without `event` the held events are released; with it that event is sent again, `times` over. */
export const DeliverInput = z.strictObject({
  event: z.string().optional(),
  times: z.number().int().min(1).max(500).optional(),
  /** Order in which held events are released. */
  order: z.enum(['created', 'reverse', 'shuffle']).optional(),
  /** Only held events of these types. */
  types: z.array(z.string()).optional(),
  /** Send an event with this second in its signature instead of the present one. */
  signedAt: z.number().int().optional(),
});
export type DeliverInput = z.infer<typeof DeliverInput>;

/** Body of POST /_double/settle: a bank debit of this session or PaymentIntent, a refund, or the `funds` of one charge ('all' for every pending sum). */
export const SettleInput = z.strictObject({
  session: z.string().optional(),
  paymentIntent: z.string().optional(),
  refund: z.string().optional(),
  funds: z.string().optional(),
  outcome: z.enum(['by_account', 'succeeded', 'failed']).default('by_account'),
});
export type SettleInput = z.infer<typeof SettleInput>;

/** Body of POST /_double/advance; below zero it goes back, for whoever shares the double with others. What has happened stays. */
export const AdvanceInput = z.strictObject({ seconds: z.number().int().min(-10 * 366 * 86_400).max(10 * 366 * 86_400) });

/** Body of POST /_double/clock: where the double's time stands beside the machine's, for as long as it runs; the next one starts at the machine's own. */
export const ClockInput = z.strictObject({ seconds: AdvanceInput.shape.seconds });

/** Body of POST /_double/disputes: which charge, by itself, its PaymentIntent or its session. `amount` in minor units; without it what was not refunded. */
export const OpenDisputeInput = z.strictObject({
  charge: z.string().optional(),
  payment_intent: z.string().optional(),
  session: z.string().optional(),
  reason: z.enum(DISPUTE_REASONS).default('fraudulent'),
  inquiry: z.boolean().default(false),
  amount: z.number().int().min(1).optional(),
});
export type OpenDisputeInput = z.infer<typeof OpenDisputeInput>;

/** Body of POST /_double/disputes/{id}/close. */
export const CloseDisputeInput = z.strictObject({ status: z.enum(['won', 'lost', 'warning_closed']) });
export type CloseDisputeInput = z.infer<typeof CloseDisputeInput>;

/** Body of POST /_double/accounts/{id}. `requirement` adds something that is due, null clears all; `reserves` lets reversals exceed the balance. */
export const AccountInput = z.strictObject({
  onboard: z.enum(['complete', 'document_due', 'rejected']).optional(),
  payouts_enabled: z.boolean().optional(),
  requirement: z.string().max(200).nullable().optional(),
  transfers: z.enum(['active', 'inactive']).optional(),
  card_payments: z.enum(['active', 'inactive']).optional(),
  reserves: z.boolean().optional(),
});
export type AccountInput = z.infer<typeof AccountInput>;

/** Body of POST /_double/customers/{id}: what the banks of the cards the customer has now say from now on. */
export const CustomerInput = z.strictObject({ card: z.enum(['succeeds', 'declined', 'insufficient_funds', 'expired']) });
export type CustomerInput = z.infer<typeof CustomerInput>;

/** Body of POST /_double/dunning: after how many days each a renewal that failed is tried again, and what becomes of the subscription when no try is left. */
export const DunningInput = z.strictObject({
  retryDays: z.array(z.number().int().min(1).max(60)).max(8).optional(),
  exhausted: z.enum(['cancel', 'unpaid', 'past_due']).optional(),
});

/** Body of POST /_double/payouts/{id}. */
export const PayoutInput = z.strictObject({ status: z.enum(['in_transit', 'paid', 'failed', 'canceled']) });
export type PayoutInput = z.infer<typeof PayoutInput>;

/** Body of POST /_double/pace: with `immediate` session creations are answered from memory and written moments later. */
export const PaceInput = z.strictObject({ immediate: z.boolean() });
