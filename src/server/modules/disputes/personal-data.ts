import type { PersonalPart } from '@/server/platform/personal-data';
import { eraseEvidenceOf, findDisputesOf } from './personal-data.queries';

/** What a person's bank asked about, and what the shop answered it. */
export const personalData: PersonalPart = {
  name: 'disputes',
  about: 'Payments you disputed at your bank, and what we told it about you and your order.',
  collect: async (reader, { userId }) => ({ disputes: await findDisputesOf(reader, userId) }),
  erase: (tx, { userId }) => eraseEvidenceOf(tx, userId),
};
