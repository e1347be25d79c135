import type { Database, Viewer } from '@/server/platform/db';
import type { OrganizationSummary } from '@/shared/contracts/organizations';
import { findOwnOrganizations } from './organizations.queries';

/** Everyone sees their own: the organizations they belong to, each with their role, by name. */
export function listOrganizations(db: Database, viewer: Viewer): Promise<OrganizationSummary[]> {
  return findOwnOrganizations(db.readAs(viewer), viewer.userId);
}
