import type { PersonalPart } from '@/server/platform/personal-data';
import { eraseIdentity, findIdentity, findSessionLines, findSignInLines, isStaff } from './personal-data.queries';

/** The person themselves. Erased last: the others know them by this. */
export const personalData: PersonalPart = {
  name: 'account',
  about: 'Your account: name, address, language, picture, where you are signed in, and who tried to.',
  collect: async (reader, { userId }) => ({ account: await findIdentity(reader, userId), sessions: await findSessionLines(reader, userId), 'sign-ins': await findSignInLines(reader, userId) }),
  findObstacles: async (reader, { userId }) => ((await isStaff(reader, userId)) ? ['You belong to the staff. Another admin must take that role from you first.'] : []),
  erase: (tx, { userId, email }) => eraseIdentity(tx, { userId, email }),
  kept: 'An empty row with a random number, which orders and the audit log point at.',
};
