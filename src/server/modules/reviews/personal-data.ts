import type { PersonalPart } from '@/server/platform/personal-data';
import { eraseQuotes } from '../notifications/erase-quotes';
import { eraseReviewsOf, findCausesOf, findReviewsOf } from './personal-data.queries';

/** What a person said of what they bought. */
export const personalData: PersonalPart = {
  name: 'reviews',
  about: 'What you said of what you bought, and what sellers answered you.',
  collect: async (reader, { userId }) => ({ reviews: await findReviewsOf(reader, userId) }),
  erase: async (tx, { userId }) => {
    await eraseQuotes(tx, await findCausesOf(tx, userId));
    await eraseReviewsOf(tx, userId);
  },
};
