import { clock } from '@/server/platform/clock';
import type { Database } from '@/server/platform/db';
import type { DropSummary } from '@/shared/contracts/drops';
import { toDropSummary } from './drops.mappers';
import { findDropOfProduct } from './drops.queries';

/** The drop a product on sale is kept for; null when everybody may buy it. For everybody, and may be cached. */
export async function findProductDrop(db: Database, slug: string): Promise<DropSummary | null> {
  const row = await findDropOfProduct(db.anon, slug);
  return row ? toDropSummary(row, clock.now()) : null;
}
