import { clock } from '@/server/platform/clock';
import type { Database, Viewer } from '@/server/platform/db';
import type { DropView } from '@/shared/contracts/drops';
import { AppError } from '@/shared/errors';
import { toDropSummary, toOwnEntry } from './drops.mappers';
import { findDrop } from './drops.queries';
import { findOwnEntry } from './entries.queries';

/** Everybody may see a drop, before and after; who is signed in also sees their own entry. Throws NOT_FOUND. */
export async function getDrop(db: Database, { viewer, dropId }: { viewer: Viewer | null; dropId: string }): Promise<DropView> {
  const [row, own] = await Promise.all([
    findDrop(db.readAsService('a drop counts the entries of all'), dropId),
    viewer ? findOwnEntry(db.readAs(viewer), { dropId, userId: viewer.userId }) : undefined,
  ]);
  if (!row) throw new AppError('NOT_FOUND', 'There is no such drop.');
  const { sellerSlug, sellerName, seedHash, entriesRoot, seed, closedAt, drawnAt, endedAt, entryCount } = row;
  return {
    ...toDropSummary(row, clock.now()),
    sellerSlug, sellerName, seedHash, entriesRoot, seed, entryCount,
    closedAt: closedAt?.toISOString() ?? null,
    drawnAt: drawnAt?.toISOString() ?? null,
    endedAt: endedAt?.toISOString() ?? null,
    own: own ? toOwnEntry(own) : null,
  };
}
