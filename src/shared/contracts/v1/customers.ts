import { z } from 'zod';
import { Cursor } from '../cursor';
import { CustomerStatus, ExternalId, PutCustomerInput, TierSlug, TierSource } from '../platforms';
import type { ApiOperation } from './operation';

export const Customer = z.object({
  externalId: z.string().describe('Your own name for the customer.'),
  email: z.string().nullable(),
  name: z.string().nullable(),
  tier: z.string().describe('Slug of the tier it is on.'),
  tierName: z.string(),
  tierSource: TierSource.describe('What the tier rests on. A subscription is never overruled by the others.'),
  limit: z.number().int().nullable().describe('Units of each meter in one period; null: no end.'),
  used: z.record(z.string(), z.number().int()).describe('Units of each meter in the period that runs. A meter that was not used is absent.'),
  windowEnd: z.string().describe('When the counters start anew, in UTC.'),
  subscription: z
    .object({ status: CustomerStatus, currentPeriodEndsAt: z.string().nullable(), cancelAt: z.string().nullable(), graceEndsAt: z.string().nullable().describe('A payment failed: calls go on until then.') })
    .nullable()
    .describe('Null for a customer who never subscribed.'),
  createdAt: z.string(),
});
export type Customer = z.infer<typeof Customer>;

export const CustomerList = z.object({ items: z.array(Customer), nextCursor: z.string().nullable().describe('Send it as `cursor` for the next page; null on the last.') });
export type CustomerList = z.infer<typeof CustomerList>;

const { email, name } = PutCustomerInput.shape;
export const PutCustomerBody = z.strictObject({
  tier: TierSlug.optional().describe('Slug of a tier of yours. Left out, a new customer starts on your default tier and a known one keeps its own.'),
  email: email.describe('Null empties it; left out, it stays.'),
  name: name.describe('Null empties it; left out, it stays.'),
});
export type PutCustomerBody = z.infer<typeof PutCustomerBody>;

const params = z.strictObject({ externalId: ExternalId.describe('Your own name for the customer: 1 to 128 printable ASCII characters without blanks.') });

const CUSTOMER: Customer = {
  externalId: 'user_1842', email: 'ida@example.com', name: 'Ida Moberg', tier: 'pro', tierName: 'Pro', tierSource: 'subscription', limit: 10_000, used: { calls: 1_204 }, windowEnd: '2026-12-03T09:12:44.000Z',
  subscription: { status: 'active', currentPeriodEndsAt: '2026-12-03T09:12:44.000Z', cancelAt: null, graceEndsAt: null }, createdAt: '2026-10-14T08:30:00.000Z',
};
const MISSING = { code: 'NOT_FOUND', message: 'There is no such customer.', details: { field: 'externalId' } } as const;

export const listCustomers = {
  id: 'listCustomers', group: 'Customers', method: 'GET', path: '/customers',
  summary: 'List customers',
  description: 'The customers of the world your key belongs to, newest first, with tier, use and subscription.',
  access: { by: 'platform', scope: 'customers:read' },
  query: z.strictObject({
    q: z.string().trim().max(128).regex(/^[^\0]*$/, 'must not contain NUL').default('').describe('The beginning of an external id or of a mail address.'),
    cursor: Cursor.optional().describe('`nextCursor` of the page before.'),
    limit: z.number().int().min(1).max(100).default(50),
  }),
  status: 200, answer: CustomerList,
  examples: { query: { q: 'user_', limit: 20 }, answer: { items: [CUSTOMER], nextCursor: null } },
  errors: [],
} as const satisfies ApiOperation;

export const getCustomer = {
  id: 'getCustomer', group: 'Customers', method: 'GET', path: '/customers/{externalId}',
  summary: 'Get a customer',
  description: 'One customer by your own name for it, with tier, use and subscription.',
  access: { by: 'platform', scope: 'customers:read' },
  params, status: 200, answer: Customer,
  examples: { params: { externalId: 'user_1842' }, answer: CUSTOMER },
  errors: [MISSING],
} as const satisfies ApiOperation;

export const putCustomer = {
  id: 'putCustomer', group: 'Customers', method: 'PUT', path: '/customers/{externalId}',
  summary: 'Make or change a customer',
  description: 'Makes the customer, or changes what you send and leaves the rest. May be repeated. The first metered call makes a customer as well, on your default tier.\n\nA running subscription decides the tier: setting another answers 409.',
  access: { by: 'platform', scope: 'customers:write' },
  params, body: PutCustomerBody, status: 200, answer: Customer,
  examples: {
    params: { externalId: 'user_1842' }, body: { tier: 'starter', email: 'ida@example.com', name: 'Ida Moberg' },
    answer: { ...CUSTOMER, tier: 'starter', tierName: 'Starter', tierSource: 'set', limit: 1_000, subscription: null },
  },
  errors: [
    { code: 'INVALID_INPUT', message: 'There is no tier "gold".', details: { field: 'tier', reason: 'unknown_tier' } },
    { code: 'CONFLICT', message: 'This customer’s subscription decides its tier. Let it end, or change it there.', details: { field: 'tier', reason: 'subscribed' } },
  ],
} as const satisfies ApiOperation;
