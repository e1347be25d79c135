import type { Database, Viewer } from '@/server/platform/db';
import type { ListPeopleInput, PersonPage } from '@/shared/contracts/admin-users';
import { AppError } from '@/shared/errors';
import { fromCursor, toCursor } from '@/shared/keyset-cursor';
import { isPersonId, listPeopleRows } from './people.queries';
import { toPersonSummary } from './people.mappers';

/** Everybody with an account, the newest first, for admins; found by the beginning of their address or name, or by their id. One statement. */
export async function listPeople(db: Database, { viewer, input }: { viewer: Viewer; input: ListPeopleInput }): Promise<PersonPage> {
  if (viewer.role !== 'admin') throw new AppError('FORBIDDEN', 'This is for admins.');
  const { cursor, limit, ...filter } = input;
  const after = fromCursor(cursor);
  if (after && !isPersonId(after.id)) throw new AppError('INVALID_INPUT', 'This page cannot be found any more. Please start from the first.', { field: 'cursor' });
  const rows = await listPeopleRows(db.readAsService('admins look people up'), { ...filter, after, limit: limit + 1 });
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return { items: page.map(toPersonSummary), nextCursor: rows.length > limit && last ? toCursor({ at: last.createdAt, id: last.id }) : null };
}
