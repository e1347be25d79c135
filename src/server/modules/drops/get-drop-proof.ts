import type { Database } from '@/server/platform/db';
import type { DropProof } from '@/shared/contracts/drops';
import { AppError } from '@/shared/errors';
import { findDrop } from './drops.queries';
import { listProofEntries } from './entries.queries';

/** Everybody may take away what is needed to draw a drop again: its commitment at once, the entries when it is closed, seed and places when it is drawn. Throws NOT_FOUND. */
export async function getDropProof(db: Database, dropId: string): Promise<DropProof> {
  const reader = db.readAsService('a proof lists the hashes of all entries');
  const drop = await findDrop(reader, dropId);
  if (!drop) throw new AppError('NOT_FOUND', 'There is no such drop.');
  const { productSlug, entriesCloseAt, seedHash, entriesRoot, seed, drawnAt, closedAt, variants } = drop;
  return {
    dropId, productSlug, seedHash, entriesRoot, seed,
    entriesCloseAt: entriesCloseAt.toISOString(),
    drawnAt: drawnAt?.toISOString() ?? null,
    variants: variants.map(({ variantId, units }) => ({ variantId, units })),
    entries: closedAt ? await listProofEntries(reader, dropId) : [],
  };
}
