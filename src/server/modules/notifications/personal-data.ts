import type { PersonalPart } from '@/server/platform/personal-data';
import { deleteMailsTo, deleteNotificationsOf, findMailsTo, findNotificationsOf, findPreferencesOf, redactAddress, redactNames } from './personal-data.queries';

/** What a person was told, and how they want to be told. */
export const personalData: PersonalPart = {
  name: 'messages-from-us',
  about: 'Mails we sent you, what your inbox here holds, and what you chose to be told of.',
  collect: async (reader, { userId, email }) => ({ mails: await findMailsTo(reader, email), notifications: await findNotificationsOf(reader, userId), preferences: await findPreferencesOf(reader, userId) }),
  erase: async (tx, person) => {
    await deleteMailsTo(tx, person.email);
    await deleteNotificationsOf(tx, person.userId);
    await redactNames(tx, person);
    await redactAddress(tx, person.email);
  },
};
