import type { PersonalPart } from '@/server/platform/personal-data';
import { fillMarks } from '@/shared/moment-marks';
import { PLAIN_FORMATS } from '@/shared/moment-text';
import { deleteMailsTo, deleteNotificationsOf, findMailsTo, findNotificationsOf, findPreferencesOf, redactAddress, redactNames } from './personal-data.queries';

/** What a person was told, and how they want to be told. */
export const personalData: PersonalPart = {
  name: 'messages-from-us',
  about: 'Mails we sent you, what your inbox here holds, and what you chose to be told of.',
  // Dates as everywhere in a copy: of UTC.
  collect: async (reader, { userId, email }) => ({
    mails: (await findMailsTo(reader, email)).map((mail) => ({ ...mail, subject: fillMarks(mail.subject, PLAIN_FORMATS), text: fillMarks(mail.text, PLAIN_FORMATS) })),
    notifications: (await findNotificationsOf(reader, userId)).map((told) => ({ ...told, title: fillMarks(told.title, PLAIN_FORMATS), body: fillMarks(told.body, PLAIN_FORMATS) })),
    preferences: await findPreferencesOf(reader, userId),
  }),
  erase: async (tx, person) => {
    await deleteMailsTo(tx, person.email);
    await deleteNotificationsOf(tx, person.userId);
    await redactNames(tx, person);
    await redactAddress(tx, person.email);
  },
};
