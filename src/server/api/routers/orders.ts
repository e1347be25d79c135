import { cancelItems } from '@/server/modules/orders/cancel-items';
import { listOrderDocuments } from '@/server/modules/invoicing/list-order-documents';
import { cancelOrder } from '@/server/modules/orders/cancel-order';
import { checkoutCart } from '@/server/modules/orders/checkout-cart';
import { confirmCheckout } from '@/server/modules/orders/confirm-checkout';
import { getOrder } from '@/server/modules/orders/get-order';
import { getOrderDetail } from '@/server/modules/orders/get-order-detail';
import { listOrders } from '@/server/modules/orders/list-orders';
import { startCheckout } from '@/server/modules/orders/start-checkout';
import { CancelItemsInput, CheckoutCartInput, ListOrdersInput, OrderIdInput, StartCheckoutInput } from '@/shared/contracts/orders';
import { memberProcedure, router } from '../trpc';

export const ordersRouter = router({
  /** Places an order and says where to pay it. */
  startCheckout: memberProcedure.input(StartCheckoutInput).mutation(({ ctx, input }) => startCheckout(ctx.platform, { viewer: ctx.member, input })),

  /** Places everything in the viewer's cart as one order and says where to pay it. */
  checkoutCart: memberProcedure.input(CheckoutCartInput).mutation(({ ctx, input }) => checkoutCart(ctx.platform, { viewer: ctx.member, input })),

  byId: memberProcedure.input(OrderIdInput).query(({ ctx, input }) => getOrder(ctx.platform.db, { viewer: ctx.member, orderId: input.orderId })),

  /** Its invoices and credit notes. */
  documents: memberProcedure.input(OrderIdInput).query(({ ctx, input }) => listOrderDocuments(ctx.platform.db, { viewer: ctx.member, orderId: input.orderId })),

  /** The order with its parcels, returns, refunds and what happened when. */
  detail: memberProcedure.input(OrderIdInput).query(({ ctx, input }) => getOrderDetail(ctx.platform.db, { viewer: ctx.member, orderId: input.orderId })),

  list: memberProcedure.input(ListOrdersInput).query(({ ctx, input }) => listOrders(ctx.platform.db, { viewer: ctx.member, input })),

  /** The order as it stands, for the page that waits for it. */
  checkoutStatus: memberProcedure.input(OrderIdInput).query(({ ctx, input }) => confirmCheckout(ctx.platform, { viewer: ctx.member, orderId: input.orderId })),

  /** Calls off goods that are paid and not shipped. */
  cancelItems: memberProcedure.input(CancelItemsInput).mutation(({ ctx, input }) => cancelItems(ctx.platform, { viewer: ctx.member, input })),

  cancel: memberProcedure.input(OrderIdInput).mutation(({ ctx, input }) => cancelOrder(ctx.platform, { viewer: ctx.member, orderId: input.orderId })),
});
