import type { Viewer } from '@/server/platform/db';
import type { Platform } from '@/server/platform/platform';
import type { BuyingOrganization } from '@/shared/contracts/account';
import { findBuyingOrganizations } from './account.queries';

/** Everyone sees their own: the organizations they may buy for, as an owner or admin, by name. */
export function listBuyingOrganizations(platform: Pick<Platform, 'db'>, viewer: Viewer): Promise<BuyingOrganization[]> {
  return platform.db.asUser(viewer, (tx) => findBuyingOrganizations(tx, viewer.userId));
}
