import type { PersonalPart } from '@/server/platform/personal-data';
import { deleteAlertsOf, findAlertsOf } from './personal-data.queries';

/** Of what a person wanted to be told when it is back. */
export const personalData: PersonalPart = {
  name: 'stock-alerts',
  about: 'What you wanted to be told of when it is back in stock.',
  collect: async (reader, { userId }) => ({ 'stock-alerts': await findAlertsOf(reader, userId) }),
  erase: (tx, { userId }) => deleteAlertsOf(tx, userId),
};
