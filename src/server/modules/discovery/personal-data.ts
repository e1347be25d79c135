import { unlinkExposures } from '@/server/modules/experiments/unlink-exposures';
import type { PersonalPart } from '@/server/platform/personal-data';
import { eraseSignalsOf, findExposuresOf, findSignalsOf } from './personal-data.queries';
import { keysOf } from './subject';

/** What recommendations are made from. */
export const personalData: PersonalPart = {
  name: 'signals',
  about: 'What recommendations are made from: what you told us you do, and what you looked at.',
  collect: async (reader, { userId }) => ({ signals: await findSignalsOf(reader, userId), experiments: await findExposuresOf(reader, userId) }),
  erase: async (tx, { userId }) => {
    await eraseSignalsOf(tx, userId);
    await unlinkExposures(tx, { userId, subjects: keysOf({ userId, visitorId: null }) });
  },
};
