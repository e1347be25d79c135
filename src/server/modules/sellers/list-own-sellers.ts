import type { Database, Viewer } from '@/server/platform/db';
import type { OwnSellerSummary } from '@/shared/contracts/sellers';
import { findOwnSellers } from './sellers-own.queries';

/** Everyone sees their own: the sellers whose organization they belong to, by name, wherever those stand. */
export function listOwnSellers(db: Database, viewer: Viewer): Promise<OwnSellerSummary[]> {
  return findOwnSellers(db.readAs(viewer));
}
