import type { Viewer } from '@/server/platform/db';
import type { Platform } from '@/server/platform/platform';
import type { ListSignInsInput, SignInPage } from '@/shared/contracts/security';
import { fromCursor, toCursor } from '@/shared/keyset-cursor';
import { findSignInEvents } from './sign-in-events.queries';

/** Everyone sees their own: what was tried with their account, the newest first, for as long as it is kept. */
export async function listSignIns({ db }: Pick<Platform, 'db'>, viewer: Viewer, { cursor, limit }: ListSignInsInput): Promise<SignInPage> {
  const rows = await findSignInEvents(db.readAs(viewer), { userId: viewer.userId, before: fromCursor(cursor), limit: limit + 1 });
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return { items: page.map(({ at, ...event }) => ({ ...event, at: at.toISOString() })), nextCursor: rows.length > limit && last ? toCursor(last) : null };
}
