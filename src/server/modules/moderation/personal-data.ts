import type { PersonalPart } from '@/server/platform/personal-data';
import { findDecisionsAbout, findLooksAs, findReportsBy, forgetInCases } from './personal-data.queries';

/** What a person reported, what was decided about things of theirs, and when an admin looked at the shop as them. */
export const personalData: PersonalPart = {
  name: 'moderation',
  about: 'What you reported, what was decided about what you wrote, and when somebody of the shop looked at it as you.',
  collect: async (reader, { userId }) => ({ reports: await findReportsBy(reader, userId), decisions: await findDecisionsAbout(reader, userId), looks: await findLooksAs(reader, userId) }),
  erase: (tx, { userId }) => forgetInCases(tx, userId),
  kept: 'That something was reported and what was decided, without anybody’s name or words.',
};
