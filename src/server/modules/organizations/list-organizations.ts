import type { Database, Viewer } from '@/server/platform/db';
import { cutSorted, fromSortedCursor } from '@/server/platform/sorted-cursor';
import type { ListOrganizationsInput, OrganizationPage } from '@/shared/contracts/organizations';
import { findOwnOrganizations } from './organizations.queries';

/** Everyone sees their own: the organizations they belong to, each with their role, by name, a page of them. */
export async function listOrganizations(db: Database, { viewer, input }: { viewer: Viewer; input: ListOrganizationsInput }): Promise<OrganizationPage> {
  const rows = await findOwnOrganizations(db.readAs(viewer), { userId: viewer.userId, after: fromSortedCursor('name-up', input.cursor), limit: input.limit + 1 });
  const { shown, nextCursor } = cutSorted('name-up', rows, input.limit);
  return { items: shown.map(({ id, slug, name, role, memberCount, sellerSlug }) => ({ id, slug, name, role, memberCount, sellerSlug })), nextCursor };
}
