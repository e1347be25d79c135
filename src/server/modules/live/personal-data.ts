import type { PersonalPart } from '@/server/platform/personal-data';
import { deleteEventsOf } from './live.queries';

/** Which open pages were told what. It holds ids for a day, and nothing anybody would read. */
export const personalData: PersonalPart = {
  name: 'live',
  about: 'That something happened, for pages that are open; kept for a day.',
  collect: () => Promise.resolve({}),
  erase: (tx, { userId }) => deleteEventsOf(tx, userId),
};
