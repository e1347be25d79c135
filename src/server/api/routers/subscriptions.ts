import { cancelRenewal } from '@/server/modules/subscriptions/cancel-renewal';
import { changePlan } from '@/server/modules/subscriptions/change-plan';
import { findCard } from '@/server/modules/subscriptions/find-card';
import { findDue } from '@/server/modules/subscriptions/find-due';
import { findMembershipOffer } from '@/server/modules/subscriptions/find-membership-offer';
import { findOwnMembership } from '@/server/modules/subscriptions/find-own-membership';
import { keepPlan } from '@/server/modules/subscriptions/keep-plan';
import { listSubscriptions } from '@/server/modules/subscriptions/list-subscriptions';
import { openPortal } from '@/server/modules/subscriptions/open-portal';
import { payOpenInvoices } from '@/server/modules/subscriptions/pay-open-invoices';
import { previewChange } from '@/server/modules/subscriptions/preview-change';
import { resumeRenewal } from '@/server/modules/subscriptions/resume-renewal';
import { unlockIncluded } from '@/server/modules/subscriptions/unlock-included';
import { ChangePlanInput, OpenPortalInput, PreviewChangeInput, SubscriptionIdInput, UnlockIncludedInput } from '@/shared/contracts/subscriptions';
import { memberProcedure, publicProcedure, router } from '../trpc';

export const subscriptionsRouter = router({
  /** The marketplace's membership, as anyone may join it. */
  offer: publicProcedure.query(({ ctx }) => findMembershipOffer(ctx.platform.db)),

  /** The membership that counts for the viewer. */
  membership: memberProcedure.query(({ ctx }) => findOwnMembership(ctx.platform.db, ctx.member)),

  /** What the viewer subscribes to, and what was paid for it. */
  list: memberProcedure.query(({ ctx }) => listSubscriptions(ctx.platform.db, ctx.member)),

  /** The card one is charged to. */
  card: memberProcedure.input(SubscriptionIdInput).query(({ ctx, input }) => findCard(ctx.platform, { viewer: ctx.member, ...input })),

  /** What is open, where a payment is missing. */
  due: memberProcedure.input(SubscriptionIdInput).query(({ ctx, input }) => findDue(ctx.platform, { viewer: ctx.member, ...input })),

  /** What another plan would cost. */
  previewChange: memberProcedure.input(PreviewChangeInput).query(({ ctx, input }) => previewChange(ctx.platform, { viewer: ctx.member, input })),

  /** More at once, less when the period ends. */
  changePlan: memberProcedure.input(ChangePlanInput).mutation(({ ctx, input }) => changePlan(ctx.platform, { viewer: ctx.member, input })),

  /** Takes back the change that is planned. */
  keepPlan: memberProcedure.input(SubscriptionIdInput).mutation(({ ctx, input }) => keepPlan(ctx.platform, { viewer: ctx.member, ...input })),

  /** Ends it with its period. */
  cancel: memberProcedure.input(SubscriptionIdInput).mutation(({ ctx, input }) => cancelRenewal(ctx.platform, { viewer: ctx.member, ...input })),

  /** Takes the cancellation back. */
  resume: memberProcedure.input(SubscriptionIdInput).mutation(({ ctx, input }) => resumeRenewal(ctx.platform, { viewer: ctx.member, ...input })),

  /** Pays what is due, with the card there is. */
  pay: memberProcedure.input(SubscriptionIdInput).mutation(({ ctx, input }) => payOpenInvoices(ctx.platform, { viewer: ctx.member, ...input })),

  /** Stripe's page about card and invoices. */
  openPortal: memberProcedure.input(OpenPortalInput).mutation(({ ctx, input }) => openPortal(ctx.platform, { viewer: ctx.member, input })),

  /** Opens what the viewer's membership includes. */
  unlockIncluded: memberProcedure.input(UnlockIncludedInput).mutation(({ ctx, input }) => unlockIncluded(ctx.platform.db, { viewer: ctx.member, ...input })),
});
