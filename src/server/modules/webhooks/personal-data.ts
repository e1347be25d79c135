import type { PersonalPart } from '@/server/platform/personal-data';
import { redactEventsNaming, redactEventsOf } from './personal-data.queries';

const AT_ONCE = 5_000;

/** What Stripe told us of a person's payments. It is asked again by id whenever it matters, so its words need not be kept. */
export const personalData: PersonalPart = {
  name: 'payment-events',
  about: 'Messages of our payment provider about your payments; what they say is in your orders.',
  collect: () => Promise.resolve({}),
  eraseSome: (tx, person, after) => redactEventsNaming(tx, person, { after, limit: AT_ONCE }),
  erase: (tx, person) => redactEventsOf(tx, person),
};
