import type { Database, Viewer } from '@/server/platform/db';
import type { CustomerPage } from '@/shared/contracts/platform-views';
import type { ListCustomersInput } from '@/shared/contracts/platforms';
import { assertOwnPlatform } from './assert-own-platform';
import { pageCustomers } from './page-customers';

/** Members see the customers of one world, newest first, or those whose id or address begins with something. Throws NOT_FOUND for strangers. */
export async function listCustomers(db: Database, { viewer, input }: { viewer: Viewer; input: ListCustomersInput }): Promise<CustomerPage> {
  await assertOwnPlatform(db, { viewer, ...input });
  const { platformId, mode, q, cursor, limit } = input;
  return pageCustomers(db.readAs(viewer), { platformId, mode, q, cursor, limit });
}
