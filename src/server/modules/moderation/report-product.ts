import { clock } from '@/server/platform/clock';
import type { Platform } from '@/server/platform/platform';
import type { Limit } from '@/server/platform/rate-limit';
import type { ReportProductInput } from '@/shared/contracts/moderation';
import { AppError } from '@/shared/errors';
import type { Call } from '../organizations/call';
import { findProductSeller } from './cases.queries';
import { openCase } from './open-case';

const REPORTS: Limit = { name: 'product-report', points: 20, windowSeconds: 86_400, whenDown: 'open' };

/** For everybody signed in but those who sell it: tells the shop's admins of a product. Reporting it again counts once. Throws NOT_FOUND, CONFLICT, RATE_LIMITED. */
export async function reportProduct({ db, limiter }: Pick<Platform, 'db' | 'limiter'>, { viewer, input: { productId, reason, details } }: Pick<Call<ReportProductInput>, 'viewer' | 'input'>): Promise<void> {
  const product = await findProductSeller(db.readAs(viewer), productId);
  if (!product) throw new AppError('NOT_FOUND', 'There is no such product.');
  if (product.isOwn) throw new AppError('CONFLICT', 'This is your own product.', { reason: 'own' });
  await limiter.consume(REPORTS, viewer.userId);
  await db.asService('reports are kept by the service alone', (tx) => openCase(tx, { subjectType: 'product', subjectId: productId, sellerId: product.sellerId, reportedBy: viewer.userId, reason, details, at: clock.now() }));
}
