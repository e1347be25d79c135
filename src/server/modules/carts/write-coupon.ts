import { recordAudit } from '@/server/modules/audit/record-audit';
import { clock } from '@/server/platform/clock';
import type { Database, Viewer } from '@/server/platform/db';
import type { CouponTerms } from '@/shared/contracts/coupons';
import { AppError } from '@/shared/errors';
import { newId } from '@/shared/ids';
import { findProductId, insertCoupon, type NewCoupon } from './coupons.queries';

export interface CouponAsked {
  viewer: Viewer;
  requestId?: string;
}

type Row = Omit<NewCoupon, 'sellerId' | 'productId' | 'createdBy'>;

/** The terms as a row. Throws INVALID_INPUT for a window that is over before it begins, or two currencies. Pure. */
function toRow(terms: CouponTerms, now: Date): Row {
  const { code, cut, least, isFirstPurchase, maxRedemptions = null, maxPerBuyer } = terms;
  const [startsAt, endsAt] = [terms.startsAt ? new Date(terms.startsAt) : now, terms.endsAt ? new Date(terms.endsAt) : null];
  if (endsAt && endsAt <= startsAt) throw new AppError('INVALID_INPUT', 'It must end after it begins.', { field: 'coupon.endsAt' });
  if (endsAt && endsAt <= now) throw new AppError('INVALID_INPUT', 'Its end lies in the past.', { field: 'coupon.endsAt' });
  const off = 'percentBps' in cut ? { percentBps: cut.percentBps, amountMinor: null, currency: null } : { percentBps: null, amountMinor: cut.amountMinor, currency: cut.currency };
  if (least && off.currency !== null && least.currency !== off.currency) throw new AppError('INVALID_INPUT', 'The least subtotal is in the coupon’s own currency.', { field: 'coupon.least' });
  const bound = { leastMinor: least?.amountMinor ?? 0, leastCurrency: off.currency === null ? (least?.currency ?? null) : null };
  return { id: newId('coupon', now.getTime()), code, ...off, ...bound, isFirstPurchase, startsAt, endsAt, maxRedemptions, maxPerBuyer, createdAt: now };
}

/** Writes a coupon of a seller, or for null of the platform, with its line in the audit log. */
export function writeCoupon(db: Database, { viewer, requestId }: CouponAsked, { sellerId, terms }: { sellerId: string | null; terms: CouponTerms }): Promise<{ couponId: string }> {
  const row = toRow(terms, clock.now());
  return db.asService('coupons are written by the service alone', async (tx) => {
    const productId = terms.product === undefined ? null : await findProductId(tx, { slug: terms.product, sellerId });
    if (terms.product !== undefined && productId === null) throw new AppError('NOT_FOUND', 'There is no such product.', { field: 'coupon.product' });
    if (!(await insertCoupon(tx, { ...row, sellerId, productId, createdBy: viewer.userId }))) throw new AppError('CONFLICT', `The code ${row.code} is in use. Choose another.`, { field: 'coupon.code', reason: 'taken' });
    await recordAudit(tx, { actorUserId: viewer.userId, actorRole: viewer.role, action: 'coupon.create', targetType: 'coupon', targetId: row.id, after: { sellerId, code: row.code, percentBps: row.percentBps, amountMinor: row.amountMinor, currency: row.currency, productId }, ...(requestId && { requestId }) });
    return { couponId: row.id };
  });
}
