import { clock } from '@/server/platform/clock';
import type { PersonalPart } from '@/server/platform/personal-data';
import { eraseMessagesOf, findMessagesOf } from './personal-data.queries';

/** What a person and sellers wrote to each other. */
export const personalData: PersonalPart = {
  name: 'messages',
  about: 'What you wrote to sellers or, as a seller, to buyers, and what they wrote to you.',
  collect: async (reader, { userId }) => ({ messages: await findMessagesOf(reader, userId) }),
  erase: (tx, { userId }) => eraseMessagesOf(tx, userId, clock.now()),
};
