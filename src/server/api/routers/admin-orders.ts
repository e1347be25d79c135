import { listAllOrders } from '@/server/modules/orders/list-all-orders';
import { refundOrder } from '@/server/modules/orders/refund-order';
import { listWebhookEvents } from '@/server/modules/webhooks/list-webhook-events';
import { replayWebhookEvent } from '@/server/modules/webhooks/replay-webhook-event';
import { ListAllOrdersInput, ListWebhookEventsInput, RefundOrderInput, ReplayWebhookEventInput } from '@/shared/contracts/orders';
import { adminProcedure } from '../trpc';

/** The admins' procedures on orders and on Stripe's inbox; part of the admin router. */
export const adminOrders = {
  listOrders: adminProcedure.input(ListAllOrdersInput).query(({ ctx, input }) => listAllOrders(ctx.platform.db, { viewer: ctx.member, input })),

  /** Gives back all that is left of an order. */
  refundOrder: adminProcedure.input(RefundOrderInput).mutation(({ ctx, input }) => refundOrder(ctx.platform, { viewer: ctx.member, input, requestId: ctx.requestId })),

  listWebhookEvents: adminProcedure.input(ListWebhookEventsInput).query(({ ctx, input }) => listWebhookEvents(ctx.platform.db, { viewer: ctx.member, input })),

  /** Has an event that did not take effect worked on again. */
  replayWebhookEvent: adminProcedure
    .input(ReplayWebhookEventInput)
    .mutation(({ ctx, input }) => replayWebhookEvent(ctx.platform.db, { viewer: ctx.member, input, requestId: ctx.requestId })),
};
