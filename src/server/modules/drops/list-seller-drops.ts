import { assertSellerMember } from '@/server/modules/sellers/assert-seller-member';
import { clock } from '@/server/platform/clock';
import type { Database, Viewer } from '@/server/platform/db';
import type { ListSellerDropsInput, SellerDropPage } from '@/shared/contracts/drops';
import { fromCursor, toCursor } from '@/shared/keyset-cursor';
import { toSellerDrop } from './drops.mappers';
import { findSellerDrops } from './drops.queries';

/** Members of the seller see its drops, newest first. Throws NOT_FOUND for others. */
export async function listSellerDrops(db: Database, { viewer, input }: { viewer: Viewer; input: ListSellerDropsInput }): Promise<SellerDropPage> {
  const { sellerId } = await assertSellerMember(db, { viewer, sellerSlug: input.seller });
  const rows = await findSellerDrops(db.readAsService('a seller’s drops count the entries of all'), { sellerId, after: fromCursor(input.cursor), limit: input.limit + 1 });
  const shown = rows.slice(0, input.limit);
  const last = rows.length > input.limit ? shown.at(-1) : undefined;
  return { items: shown.map((row) => toSellerDrop(row, clock.now())), nextCursor: last ? toCursor({ at: last.createdAt, id: last.id }) : null };
}
