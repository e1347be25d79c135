import type { PersonalPart } from '@/server/platform/personal-data';
import { eraseSignalsOf, findSignalsOf } from './personal-data.queries';

/** What recommendations are made from. */
export const personalData: PersonalPart = {
  name: 'signals',
  about: 'What recommendations are made from: what you told us you do, and what you looked at.',
  collect: async (reader, { userId }) => ({ signals: await findSignalsOf(reader, userId) }),
  erase: (tx, { userId }) => eraseSignalsOf(tx, userId),
};
