import type { Database, Viewer } from '@/server/platform/db';
import type { BillingView } from '@/shared/contracts/subscriptions';
import { listHeld, listPayments } from './subscription-views.queries';
import { toSubscriptionView } from './to-subscription-view';

const PAYMENTS = 24;

/** Everyone sees their own: what the viewer subscribes to, in person or as a member of an organization, and what was paid for it. Two statements. */
export async function listSubscriptions(db: Database, viewer: Viewer): Promise<BillingView> {
  // What one pays for stays visible also after its product has left the shop.
  const reader = db.readAsService('what a person subscribes to, by their id');
  const [held, payments] = await Promise.all([listHeld(reader, viewer.userId), listPayments(reader, { userId: viewer.userId, limit: PAYMENTS })]);
  return {
    subscriptions: held.map(toSubscriptionView),
    payments: payments.map(({ number, paidAt, creditMinor, totalMinor, refundedMinor, ...rest }) => ({ ...rest, number: `LK-${number}`, paidAt: paidAt.toISOString(), creditMinor: Number(creditMinor), totalMinor: Number(totalMinor), refundedMinor: Number(refundedMinor) })),
  };
}
