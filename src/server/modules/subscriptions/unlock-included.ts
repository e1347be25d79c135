import { listLiveEntitlements } from '@/server/modules/entitlements/list-live-entitlements';
import { openIncluded } from '@/server/modules/entitlements/open-included';
import { clock } from '@/server/platform/clock';
import type { Database, Viewer } from '@/server/platform/db';
import { AppError } from '@/shared/errors';
import { TRIAL_DOWNLOADS, TRIAL_UNLOCKS } from '@/shared/trial-limits';
import { findIncludable, findMembership, findTrialUse, lockMembership } from './memberships.queries';

const REASON = 'keys are written by the service alone';
const refusal = (tier: string, title: string) => new AppError('FORBIDDEN', `“${title}” is included from ${tier}. Your membership does not reach that far.`, { reason: 'not_included' });
const FULL = `While its trial runs, a membership opens ${TRIAL_UNLOCKS} products. The others open once the first payment has gone through.`;
const NAMES = { pro: 'Pro', 'pro+': 'Pro+', enterprise: 'Enterprise' };

/**
 * A member, in person or through an organization: opens a product that the membership includes, for whoever holds the membership. What the viewer
 * has a key to already stays as it is. While only a trial has run, it opens few, each for few downloads. May be repeated. Throws NOT_FOUND for what is
 * not published or not included at all, FORBIDDEN without a membership of that tier or beyond what its trial opens.
 */
export async function unlockIncluded(db: Database, { viewer, productSlug }: { viewer: Viewer; productSlug: string }): Promise<void> {
  const reader = db.readAsService(REASON);
  const product = await findIncludable(reader, productSlug);
  if (!product?.tier) throw new AppError('NOT_FOUND', 'No membership includes such a product.');
  const { productId, title, tier } = product;
  const membership = await findMembership(reader, { userId: viewer.userId, atLeast: tier });
  if (!membership) throw refusal(NAMES[tier], title);
  if ((await listLiveEntitlements(db, viewer, productId)).length > 0) return;
  await db.asService(REASON, async (tx) => {
    if (!(await lockMembership(tx, { subscriptionId: membership.subscriptionId, atLeast: tier }))) throw refusal(NAMES[tier], title);
    const { isTrial, opened } = await findTrialUse(tx, { subscriptionId: membership.subscriptionId, productId });
    if (isTrial && opened >= TRIAL_UNLOCKS) throw new AppError('FORBIDDEN', FULL, { reason: 'trial_full' });
    await openIncluded(tx, { subscriptionId: membership.subscriptionId, productId, downloadLimit: isTrial ? TRIAL_DOWNLOADS : null, at: clock.now() });
  });
}
