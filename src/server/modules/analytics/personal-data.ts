import type { PersonalPart } from '@/server/platform/personal-data';
import { deleteReminderOf, findReminderOf } from './personal-data.queries';

/** Of whom we know that they left a cart. What visitors do is counted without who they are. */
export const personalData: PersonalPart = {
  name: 'reminders',
  about: 'When we wrote to you about a cart you had left.',
  collect: async (reader, { userId }) => ({ reminders: await findReminderOf(reader, userId) }),
  erase: (tx, { userId }) => deleteReminderOf(tx, userId),
};
