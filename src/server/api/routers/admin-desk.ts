import { listAudit } from '@/server/modules/audit/list-audit';
import { getWebhookEvent } from '@/server/modules/webhooks/get-webhook-event';
import { listWebhookEvents } from '@/server/modules/webhooks/list-webhook-events';
import { replayWebhookEvent } from '@/server/modules/webhooks/replay-webhook-event';
import { replayWebhookEvents } from '@/server/modules/webhooks/replay-webhook-events';
import { ListAuditInput } from '@/shared/contracts/admin-audit';
import { ListWebhookEventsInput, ReplayWebhookEventsInput, WebhookEventIdInput } from '@/shared/contracts/admin-webhooks';
import { adminProcedure } from '../trpc';

/** What admins see of the machinery: Stripe's inbox and the audit log; part of the admin router. */
export const adminDesk = {
  listWebhookEvents: adminProcedure.input(ListWebhookEventsInput).query(({ ctx, input }) => listWebhookEvents(ctx.platform.db, { viewer: ctx.member, input })),

  getWebhookEvent: adminProcedure.input(WebhookEventIdInput).query(({ ctx, input }) => getWebhookEvent(ctx.platform.db, { viewer: ctx.member, input })),

  /** Has an event that did not take effect worked on again. */
  replayWebhookEvent: adminProcedure
    .input(WebhookEventIdInput)
    .mutation(({ ctx, input }) => replayWebhookEvent(ctx.platform.db, { viewer: ctx.member, input, requestId: ctx.requestId })),

  /** The same for all of a list. */
  replayWebhookEvents: adminProcedure
    .input(ReplayWebhookEventsInput)
    .mutation(({ ctx, input }) => replayWebhookEvents(ctx.platform.db, { viewer: ctx.member, input, requestId: ctx.requestId })),

  listAudit: adminProcedure.input(ListAuditInput).query(({ ctx, input }) => listAudit(ctx.platform.db, { viewer: ctx.member, input })),
};
