import type { Database, Viewer } from '@/server/platform/db';
import type { JointBundlePage, ListJointBundlesInput } from '@/shared/contracts/joint-bundles';
import { AppError } from '@/shared/errors';
import { fromCursor } from '@/shared/keyset-cursor';
import { listJointRows } from './joint-bundles.queries';
import { toJointPage } from './to-joint-page';

/** Every bundle across sellers, newest first, with who has agreed. Throws FORBIDDEN. */
export async function listJointBundles(db: Database, { viewer, input }: { viewer: Viewer; input: ListJointBundlesInput }): Promise<JointBundlePage> {
  if (viewer.role !== 'admin') throw new AppError('FORBIDDEN', 'This is for admins.');
  const rows = await listJointRows(db.readAsService('admins see bundles of all sellers'), { after: fromCursor(input.cursor), limit: input.limit + 1 });
  return toJointPage(rows, input.limit);
}
