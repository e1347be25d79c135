import type { PersonalPart } from '@/server/platform/personal-data';
import { findActsOf, redactLog } from './personal-data.queries';

/** What a person did that is written down for good. */
export const personalData: PersonalPart = {
  name: 'acts',
  about: 'What you did, or what was done to your account, that the shop writes down for good.',
  collect: async (reader, { userId }) => ({ acts: await findActsOf(reader, userId) }),
  erase: (tx, person) => redactLog(tx, person),
  kept: 'Who did what when, by an id that leads to nobody any more: the shop answers for what its staff and sellers did.',
};
