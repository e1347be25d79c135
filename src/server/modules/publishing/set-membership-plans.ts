import { recordAudit } from '@/server/modules/audit/record-audit';
import type { Call } from '@/server/modules/organizations/call';
import { clock } from '@/server/platform/clock';
import type { Database, ServiceTx } from '@/server/platform/db';
import type { MembershipPlanInput, SetMembershipPlansInput } from '@/shared/contracts/membership';
import { AppError } from '@/shared/errors';
import { newId } from '@/shared/ids';
import { lockMembership, listPlans, replacePlanPrice, retirePlans, writePlan, type PlanRow } from './memberships.queries';
import { relist } from './products.queries';

const TIERS: Record<MembershipPlanInput['tier'], { name: string; position: number }> = {
  pro: { name: 'Pro', position: 0 },
  'pro+': { name: 'Pro+', position: 2 },
  enterprise: { name: 'Enterprise', position: 4 },
};

/** A plan is its tier and interval: one that was there before is the same one again, with its subscribers. */
async function write(tx: ServiceTx, { productId, sellerId, at }: { productId: string; sellerId: string; at: Date }, { plan, known }: { plan: MembershipPlanInput; known: readonly PlanRow[] }): Promise<string> {
  const { tier, interval, amountMinor, currency, trialDays } = plan;
  const before = known.find((one) => one.tier === tier && one.interval === interval);
  const id = before?.id ?? newId('variant', at.getTime());
  const { name, position } = TIERS[tier];
  const title = interval === 'year' ? `${name}, yearly` : name;
  await writePlan(tx, { id, productId, sellerId, tier, title, position: position + (interval === 'year' ? 1 : 0), trialDays, sku: `${productId}-${tier}-${interval}` });
  const isSame = before?.price?.amountMinor === amountMinor && before.price.currency === currency;
  if (!isSame) await replacePlanPrice(tx, { id: newId('price', at.getTime()), variantId: id, amountMinor, currency, interval, at });
  return id;
}

/**
 * An admin says which plans a membership has. A changed price is a new one: who is subscribed goes on at the old. Plans left out are not sold any
 * more. A line in the audit log. The same plans again change nothing. Throws NOT_FOUND, INVALID_INPUT by its contract.
 */
export async function setMembershipPlans(db: Database, { viewer, input, requestId }: Call<SetMembershipPlansInput>): Promise<void> {
  if (viewer.role !== 'admin') throw new AppError('FORBIDDEN', 'This is for admins.');
  const { productId, plans } = input;
  await db.asService('an admin writes the plans of a membership', async (tx) => {
    const product = await lockMembership(tx, productId);
    if (!product) throw new AppError('NOT_FOUND', 'There is no such membership.');
    const at = clock.now();
    const known = await listPlans(tx, productId);
    const kept: string[] = [];
    for (const plan of plans) kept.push(await write(tx, { productId, sellerId: product.sellerId, at }, { plan, known }));
    await retirePlans(tx, { productId, kept, at });
    await recordAudit(tx, { actorUserId: viewer.userId, actorRole: viewer.role, action: 'membership.plans', targetType: 'product', targetId: productId, before: { plans: known }, after: { plans }, ...(requestId !== undefined && { requestId }) });
    if (product.status === 'published') await relist(tx, productId);
  });
}
