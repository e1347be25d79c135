import { clock } from '@/server/platform/clock';
import type { PersonalPart } from '@/server/platform/personal-data';
import { eraseQuotes } from '../notifications/erase-quotes';
import { eraseMessagesOf, findCausesOf, findConversationsOf, findMessagesOf } from './personal-data.queries';

/** What a person and sellers wrote to each other. */
export const personalData: PersonalPart = {
  name: 'messages',
  about: 'What you wrote to sellers or, as a seller, to buyers, and what they wrote to you.',
  collect: async (reader, { userId }) => ({ messages: await findMessagesOf(reader, userId), conversations: await findConversationsOf(reader, userId) }),
  erase: async (tx, { userId }) => {
    await eraseQuotes(tx, await findCausesOf(tx, userId));
    await eraseMessagesOf(tx, userId, clock.now());
  },
};
