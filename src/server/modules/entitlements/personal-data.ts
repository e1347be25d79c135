import type { PersonalPart } from '@/server/platform/personal-data';
import { eraseDownloadsOf, findDownloadsOf, findEntitlementsOf } from './personal-data.queries';

/** What a person holds, and what they downloaded. */
export const personalData: PersonalPart = {
  name: 'keys',
  about: 'What you hold, since when, and each download of it.',
  collect: async (reader, { userId }) => ({ keys: await findEntitlementsOf(reader, userId), downloads: await findDownloadsOf(reader, userId) }),
  erase: (tx, { userId }) => eraseDownloadsOf(tx, userId),
  kept: 'That something was sold and downloaded, without browser and without a person behind it: it answers for the sale.',
};
