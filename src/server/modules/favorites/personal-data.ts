import type { PersonalPart } from '@/server/platform/personal-data';
import { eraseFavoritesOf, findFavoritesOf } from './personal-data.queries';

/** What a person keeps to come back to. */
export const personalData: PersonalPart = {
  name: 'favourites',
  about: 'What you favourited, and what it cost then.',
  collect: async (reader, { userId }) => ({ favourites: await findFavoritesOf(reader, userId) }),
  erase: (tx, { userId }) => eraseFavoritesOf(tx, userId),
};
