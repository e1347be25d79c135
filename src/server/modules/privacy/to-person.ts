import type { Person } from '@/server/platform/personal-data';
import type { PersonNames } from './privacy.queries';

/** Names that say whom they mean: of two words and five letters at least. "Ida" alone is in too many other words. */
export function toPerson(userId: string, { email, names }: PersonNames): Person {
  return { userId, email, names: names.filter((name) => name.length >= 5 && /\S\s+\S/.test(name)) };
}
