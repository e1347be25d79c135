import type { Database, Viewer } from '@/server/platform/db';
import { cutSorted, fromSortedCursor, pageIsGone } from '@/server/platform/sorted-cursor';
import type { ListPeopleInput, PersonPage } from '@/shared/contracts/admin-users';
import { AppError } from '@/shared/errors';
import { isPersonId, listPeopleRows } from './people.queries';
import { toPersonSummary } from './people.mappers';

/** Everybody with an account, in the order asked for, for admins; found by the beginning of their address or name, or by their id. One statement. */
export async function listPeople(db: Database, { viewer, input }: { viewer: Viewer; input: ListPeopleInput }): Promise<PersonPage> {
  if (viewer.role !== 'admin') throw new AppError('FORBIDDEN', 'This is for admins.');
  const { cursor, limit, ...filter } = input;
  const after = fromSortedCursor(filter.sort, cursor);
  if (after && !isPersonId(after.id)) throw pageIsGone();
  const rows = await listPeopleRows(db.readAsService('admins look people up'), { ...filter, after, limit: limit + 1 });
  const { shown, nextCursor } = cutSorted(filter.sort, rows, limit);
  return { items: shown.map(toPersonSummary), nextCursor };
}
