import { z } from 'zod';
import { ExternalId, Meter } from '../platforms';
import type { ApiOperation } from './operation';

const units = z.number().int('whole units only').min(1, 'at least 1').max(1_000_000_000, 'at most a thousand millions');
const customer = ExternalId.describe('Your own name for the customer. Somebody new starts on your default tier. May be left out with a token, which names its customer.');

/** The caller's own key for one call: printable, without blanks. */
export const RequestId = z.string().min(1).max(128, 'at most 128 letters').regex(/^[\x21-\x7e]+$/, 'printable ASCII without blanks');

export const ConsumeUsageBody = z.strictObject({
  customer: customer.optional(),
  meter: Meter.default('calls').describe('What is counted; one of your platform’s meters.'),
  units: units.default(1).describe('How many units this call costs.'),
  requestId: RequestId.optional().describe('Your key for this call, unless you send it as `Idempotency-Key`: repeated with it, a call is counted once and answered as the first time. Without either, each call counts. What a customer sends by its own key or token is its own: the same of another customer, or of yours, is another call.'),
  tier: z.string().regex(/^[a-z0-9-]{1,40}$/, 'the slug of a tier').optional().describe('With a key: the tier your customer is on, as you know it now. A running subscription is not overruled. With a token its `plan` says it.'),
});
export type ConsumeUsageBody = z.infer<typeof ConsumeUsageBody>;

export const ConsumedUsage = z.object({
  customer: z.string(),
  meter: z.string(),
  units: z.number().int(),
  used: z.number().int().describe('Units used in the period, with these.'),
  limit: z.number().int().nullable().describe('Units of the period; null: no end.'),
  remaining: z.number().int().nullable(),
  tier: z.string(),
  windowStart: z.string().describe('The period, in UTC; its end does not belong to it.'),
  windowEnd: z.string(),
  requestId: z.string().describe('The key this call was counted under.'),
});
export type ConsumedUsage = z.infer<typeof ConsumedUsage>;

export const GetUsageQuery = z.strictObject({
  customer: customer.optional(),
  days: z.number().int().min(1).max(90).default(30).describe('How many days of history, today among them.'),
});
export type GetUsageQuery = z.infer<typeof GetUsageQuery>;

const MeterUsage = z.object({
  meter: z.string(),
  used: z.number().int(),
  limit: z.number().int().nullable(),
  remaining: z.number().int().nullable(),
});

export const Usage = z.object({
  customer: z.string(),
  tier: z.string(),
  windowStart: z.string(),
  windowEnd: z.string(),
  meters: z.array(MeterUsage),
  history: z.array(z.object({ day: z.string().describe('A day in UTC.'), meter: z.string(), calls: z.number().int(), units: z.number().int() })).describe('Days on which something was counted, oldest first.'),
});
export type Usage = z.infer<typeof Usage>;

const WINDOW = { windowStart: '2026-11-03T09:12:44.000Z', windowEnd: '2026-12-03T09:12:44.000Z' };

export const consumeUsage = {
  id: 'consumeUsage', group: 'Usage', method: 'POST', path: '/usage',
  summary: 'Count a call',
  description:
    'Counts units against the customer’s tier, or refuses: exactly, however many calls come at once. Call it before you do the work.\n\nA refused call costs nothing and may be tried again. An accepted one counts when it is decided, whether or not its answer reaches you: send `Idempotency-Key`, and repeat the call with it when you are not sure.',
  access: { by: 'platform', scope: 'usage:write', token: true },
  body: ConsumeUsageBody, status: 200, answer: ConsumedUsage,
  examples: {
    body: { customer: 'user_1842', meter: 'calls', units: 1, requestId: '7d3f6a2e-5f0e-4f3c-9a54-2f6b3f1d8c10' },
    answer: { customer: 'user_1842', meter: 'calls', units: 1, used: 1_205, limit: 10_000, remaining: 8_795, tier: 'pro', ...WINDOW, requestId: '7d3f6a2e-5f0e-4f3c-9a54-2f6b3f1d8c10' },
  },
  errors: [
    { code: 'INVALID_INPUT', message: 'This platform does not count "tokens".', details: { field: 'meter', reason: 'unknown_meter' } },
    { code: 'PAYMENT_REQUIRED', message: 'A payment for this customer failed and its grace is over. Calls go on once it is paid.', details: { reason: 'payment_failed' } },
    { code: 'PAYMENT_REQUIRED', message: 'This platform owes for its own plan and its grace is over. Calls go on once it is paid.', details: { reason: 'platform_payment_failed' } },
    { code: 'UNPROCESSABLE', message: 'This key was used for another call. Take a new one for each.', details: { field: 'requestId', reason: 'request_id_reused' } },
    { code: 'LIMIT_REACHED', message: 'All 10000 units of the tier pro are used until 2026-12-03T09:12:44.000Z.', details: { reason: 'limit_reached', retryAfterSeconds: 1_118_400 } },
    { code: 'LIMIT_REACHED', message: 'This platform has used up the calls of its own plan.', details: { reason: 'platform_limit_reached' } },
    { code: 'RATE_LIMITED', message: 'More than 60 calls in a minute. Please wait 12 seconds.', details: { reason: 'rate', retryAfterSeconds: 12 } },
    { code: 'RATE_LIMITED', message: 'More than 600 new customers in a minute. Please wait 12 seconds.', details: { reason: 'new_customers', retryAfterSeconds: 12 } },
  ],
} as const satisfies ApiOperation;

export const getUsage = {
  id: 'getUsage', group: 'Usage', method: 'GET', path: '/usage',
  summary: 'Read a customer’s usage',
  description: 'What a customer has used of each meter in the period that runs, and what was counted on the days before. A customer’s own key or token reads its own.',
  access: { by: 'platform', scope: 'usage:read', token: true },
  query: GetUsageQuery, status: 200, answer: Usage,
  examples: {
    query: { customer: 'user_1842', days: 2 },
    answer: { customer: 'user_1842', tier: 'pro', ...WINDOW, meters: [{ meter: 'calls', used: 1_205, limit: 10_000, remaining: 8_795 }], history: [{ day: '2026-11-19', meter: 'calls', calls: 61, units: 61 }, { day: '2026-11-20', meter: 'calls', calls: 12, units: 12 }] },
  },
  errors: [{ code: 'NOT_FOUND', message: 'There is no such customer.', details: { field: 'customer' } }],
} as const satisfies ApiOperation;
