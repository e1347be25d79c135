import type { PersonalPart } from '@/server/platform/personal-data';
import { eraseReviewsOf, findReviewsOf } from './personal-data.queries';

/** What a person said of what they bought. */
export const personalData: PersonalPart = {
  name: 'reviews',
  about: 'What you said of what you bought, and what sellers answered you.',
  collect: async (reader, { userId }) => ({ reviews: await findReviewsOf(reader, userId) }),
  erase: (tx, { userId }) => eraseReviewsOf(tx, userId),
};
