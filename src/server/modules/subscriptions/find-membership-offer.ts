import type { Database } from '@/server/platform/db';
import type { MembershipOffer } from '@/shared/contracts/subscriptions';
import { findOffer } from './memberships.queries';

const INCLUDED = 24;

/** Anyone. The marketplace's own membership as it is sold, the smaller plan first, by month and by year; null while the shop sells none. */
export async function findMembershipOffer(db: Pick<Database, 'anon'>): Promise<MembershipOffer | null> {
  const row = await findOffer(db.anon, INCLUDED);
  return row?.plans ? { productSlug: row.productSlug, plans: row.plans, included: row.included ?? [] } : null;
}
