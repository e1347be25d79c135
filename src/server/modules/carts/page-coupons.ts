import { clock } from '@/server/platform/clock';
import type { Database } from '@/server/platform/db';
import type { CouponPage, CouponState, CouponView } from '@/shared/contracts/coupons';
import { fromCursor, toCursor } from '@/shared/keyset-cursor';
import { findCoupons, type CouponRow } from './coupons.queries';

function stateOf({ archivedAt, startsAt, endsAt, maxRedemptions, uses }: CouponRow, now: Date): CouponState {
  if (archivedAt) return 'archived';
  if (endsAt && endsAt <= now) return 'ended';
  if (startsAt > now) return 'scheduled';
  return maxRedemptions !== null && uses >= maxRedemptions ? 'used_up' : 'active';
}

function toView(row: CouponRow, now: Date): CouponView {
  const { id, code, percentBps, amountMinor, currency, productSlug, productTitle, leastMinor, isFirstPurchase, startsAt, endsAt, maxRedemptions, maxPerBuyer, redeemed, held, taken, createdAt } = row;
  return {
    id, code, state: stateOf(row, now), percentBps, amountMinor, currency, productSlug, productTitle, leastMinor, isFirstPurchase, maxRedemptions, maxPerBuyer, redeemed, held, taken,
    startsAt: startsAt.toISOString(), endsAt: endsAt?.toISOString() ?? null, createdAt: createdAt.toISOString(),
  };
}

/** A page of a seller's coupons, or for null of the platform's, newest first. For verbs that have checked who asks. */
export async function pageCoupons(db: Database, { sellerId, cursor, limit }: { sellerId: string | null; cursor: string | undefined; limit: number }): Promise<CouponPage> {
  const rows = await findCoupons(db.readAsService('a seller counts redemptions of people it may not read'), { sellerId, after: fromCursor(cursor), limit: limit + 1 });
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  const now = clock.now();
  return { items: items.map((row) => toView(row, now)), nextCursor: rows.length > limit && last ? toCursor({ at: last.createdAt, id: last.id }) : null };
}
