import { clock } from '@/server/platform/clock';
import type { Viewer } from '@/server/platform/db';
import type { Platform } from '@/server/platform/platform';
import type { ChangePreview, PreviewChangeInput } from '@/shared/contracts/subscriptions';
import { assertOwnSubscription } from './assert-own-subscription';
import { choosePlan } from './choose-plan';
import { countChange } from './count-change';
import { toPlanView } from './to-subscription-view';
import { toChangeText } from './to-change-text';

/** The holder, or whoever runs the organization that holds it. What a change of plan costs, as Stripe counts it at this second. Changes nothing. Throws NOT_FOUND, CONFLICT, UNAVAILABLE. */
export async function previewChange({ db, stripe }: Pick<Platform, 'db' | 'stripe'>, { viewer, input }: { viewer: Viewer; input: PreviewChangeInput }): Promise<ChangePreview> {
  const held = await assertOwnSubscription(db, { viewer, subscriptionId: input.subscriptionId });
  const chosen = await choosePlan(stripe, held, input.priceId);
  const { endsTrial, plan, fact } = chosen;
  // Stripe knows seconds, and refuses one before the period.
  const at = new Date(Math.max(Math.floor(clock.now().getTime() / 1000) * 1000, fact.currentPeriodStart.getTime()));
  const { when, ...counted } = await countChange(stripe, { stripeSubscriptionId: held.stripeSubscriptionId, chosen, at });
  const nextAt = counted.paidUntil ?? fact.currentPeriodEnd;
  const preview = { when, endsTrial, todayMinor: counted.dueMinor, currency: counted.currency, nextAt: nextAt.toISOString(), plan: toPlanView(plan), countedAt: at.toISOString() };
  return { ...preview, text: toChangeText(preview, viewer.formats) };
}
