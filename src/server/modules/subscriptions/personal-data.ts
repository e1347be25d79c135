import type { PersonalPart } from '@/server/platform/personal-data';
import { findBillingCustomerOf, findRunningOf, findSubscriptionsOf, forgetBillingCustomer } from './personal-data.queries';

/** A person's subscriptions. */
export const personalData: PersonalPart = {
  name: 'subscriptions',
  about: 'What you subscribed to, and until when.',
  collect: async (reader, { userId }) => ({ subscriptions: await findSubscriptionsOf(reader, userId), 'billing-customer': await findBillingCustomerOf(reader, userId) }),
  findObstacles: async (reader, { userId }) => (await findRunningOf(reader, userId)).map(({ title }) => `Your subscription to ${title} runs: end it under Billing, and wait until what was paid for is over.`),
  erase: (tx, { userId }) => forgetBillingCustomer(tx, userId),
  kept: 'That a subscription was sold, with its periods: the sellers’ accounts rest on it.',
};
