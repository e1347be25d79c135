import { listAllOrders } from '@/server/modules/orders/list-all-orders';
import { refundOrder } from '@/server/modules/orders/refund-order';
import { ListAllOrdersInput, RefundOrderInput } from '@/shared/contracts/orders';
import { adminProcedure } from '../trpc';

/** The admins' procedures on orders; part of the admin router. */
export const adminOrders = {
  listOrders: adminProcedure.input(ListAllOrdersInput).query(({ ctx, input }) => listAllOrders(ctx.platform.db, { viewer: ctx.member, input })),

  /** Gives back all that is left of an order. */
  refundOrder: adminProcedure.input(RefundOrderInput).mutation(({ ctx, input }) => refundOrder(ctx.platform, { viewer: ctx.member, input, requestId: ctx.requestId })),
};
