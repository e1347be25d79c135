import { assertSellerMember } from '@/server/modules/sellers/assert-seller-member';
import { clock } from '@/server/platform/clock';
import type { Database, Viewer } from '@/server/platform/db';
import type { PayoutOverview, PayoutWeeks } from '@/shared/contracts/payouts';
import { DAY_MS } from '@/shared/time';
import { listBankPayouts, listWeeks } from './payout-views.queries';

const WEEKS = 12;
const WEEK_MS = 7 * DAY_MS;

/** The Monday on which this moment's week began, in UTC. */
function weekStart(at: Date): Date {
  const midnight = Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), at.getUTCDate());
  return new Date(midnight - ((at.getUTCDay() + 6) % 7) * DAY_MS);
}

/** Twelve weeks up to the present one, in the currency with most of what was paid; null when nothing was. Pure. */
function toWeeks(rows: readonly { currency: string; startsAt: Date; amountMinor: number }[], now: Date): PayoutWeeks | null {
  const totals = new Map<string, number>();
  for (const { currency, amountMinor } of rows) totals.set(currency, (totals.get(currency) ?? 0) + amountMinor);
  const [currency] = [...totals].sort((a, b) => b[1] - a[1])[0] ?? [];
  if (currency === undefined) return null;
  const first = weekStart(now).getTime() - (WEEKS - 1) * WEEK_MS;
  const weeks = Array.from({ length: WEEKS }, (_, index) => {
    const startsAt = new Date(first + index * WEEK_MS);
    const row = rows.find((one) => one.currency === currency && one.startsAt.getTime() === startsAt.getTime());
    return { startsAt: startsAt.toISOString(), amountMinor: row?.amountMinor ?? 0 };
  });
  return { currency, weeks };
}

/** For owners and admins of the seller: what was paid out by week, and what Stripe did with it afterwards. */
export async function getPayoutOverview(db: Database, { viewer, sellerSlug }: { viewer: Viewer; sellerSlug: string }): Promise<PayoutOverview> {
  const { sellerId } = await assertSellerMember(db, { viewer, sellerSlug, atLeast: 'admin' });
  const now = clock.now();
  const reader = db.readAs(viewer);
  const since = new Date(weekStart(now).getTime() - (WEEKS - 1) * WEEK_MS);
  const [rows, bank] = await Promise.all([listWeeks(reader, { sellerId, since }), listBankPayouts(reader, sellerId)]);
  return {
    weeks: toWeeks(rows, now),
    bankPayouts: bank.map(({ createdAt, arrivesAt, ...payout }) => ({ ...payout, createdAt: createdAt.toISOString(), arrivesAt: arrivesAt?.toISOString() ?? null })),
  };
}
