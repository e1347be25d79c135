import type { PersonalPart } from '@/server/platform/personal-data';
import { findEntriesOf, withdrawEntriesOf } from './personal-data.queries';

/** The drops a person entered. Those that still take entries go on without them. */
export const personalData: PersonalPart = {
  name: 'drops',
  about: 'The drops you entered, and what they gave you.',
  collect: async (reader, { userId }) => ({ 'drop-entries': await findEntriesOf(reader, userId) }),
  erase: (tx, { userId }) => withdrawEntriesOf(tx, userId),
  kept: 'That somebody entered a drop that is closed, as a number: everybody may draw it again from its published list.',
};
