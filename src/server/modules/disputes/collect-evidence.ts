import type { Database, Viewer } from '@/server/platform/db';
import type { Evidence } from '@/shared/contracts/disputes';
import { AppError } from '@/shared/errors';
import { findSaleFacts } from './evidence.queries';
import { toEvidence } from './to-evidence';

/** What the shop can say for a paid order, as Stripe's evidence takes it; for admins. Nothing is sent or kept. One statement. Throws NOT_FOUND. */
export async function collectEvidence(db: Database, { viewer, orderId }: { viewer: Viewer; orderId: string }): Promise<Evidence> {
  if (viewer.role !== 'admin') throw new AppError('FORBIDDEN', 'This is for admins.');
  const facts = await findSaleFacts(db.readAsService('admins answer disputes with what is known of a sale'), orderId);
  if (!facts) throw new AppError('NOT_FOUND', 'There is no such paid order.');
  return toEvidence(facts);
}
