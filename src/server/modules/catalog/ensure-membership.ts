import { clock } from '@/server/platform/clock';
import type { Database } from '@/server/platform/db';
import { enqueue } from '@/server/platform/queue';
import { AppError } from '@/shared/errors';
import { newId } from '@/shared/ids';
import type { Interval } from '@/shared/contracts/interval';
import type { MembershipTier } from '@/shared/contracts/subscriptions';
import { relistWithBundles } from './list.queries';
import { includeProducts, insertMembership } from './memberships.queries';

export interface MembershipToEnsure {
  sellerSlug: string;
  slug: string;
  title: string;
  summary: string;
  description: string;
  /** Amounts in US cents, each time. */
  plans: readonly { tier: MembershipTier; title: string; interval: Interval; amountMinor: number; trialDays: number }[];
  /** Products by the word in their address, and from which tier members have them. */
  included: readonly { slug: string; tier: MembershipTier }[];
}

/** A membership of a seller with its plans, and what it includes. One that is there already is left as it is, and so is what includes already. For the operator's own machine: nobody is asked. Throws NOT_FOUND. */
export async function ensureMembership(db: Database, { plans, included, ...product }: MembershipToEnsure): Promise<void> {
  const at = clock.now();
  await db.asService('the operator seeds a membership', async (tx) => {
    const rows = plans.map((plan, position) => ({ ...plan, position, variantId: newId('variant'), priceId: newId('price'), sku: `${product.slug}-${plan.tier}-${plan.interval}` }));
    const productId = await insertMembership(tx, { ...product, id: newId('product'), plans: rows, at });
    if (productId === undefined) throw new AppError('NOT_FOUND', `There is no seller ${product.sellerSlug}, or ${product.slug} is another’s.`);
    await includeProducts(tx, included);
    await relistWithBundles(tx, productId);
    await enqueue(tx, { task: 'refresh-pages', payload: {}, key: 'refresh-pages' });
  });
}
