import { answerReturn } from '@/server/modules/fulfilment/answer-return';
import { getSellerOrder } from '@/server/modules/fulfilment/get-seller-order';
import { listSellerOrders } from '@/server/modules/fulfilment/list-seller-orders';
import { markDelivered } from '@/server/modules/fulfilment/mark-delivered';
import { receiveReturn } from '@/server/modules/fulfilment/receive-return';
import { requestReturn } from '@/server/modules/fulfilment/request-return';
import { shipItems } from '@/server/modules/fulfilment/ship-items';
import { withdrawReturn } from '@/server/modules/fulfilment/withdraw-return';
import { refundOrder } from '@/server/modules/orders/refund-order';
import { AnswerReturnInput, ReceiveReturnInput, RequestReturnInput, ReturnIdInput, ShipItemsInput, ShipmentIdInput } from '@/shared/contracts/fulfilment';
import { ListSellerOrdersInput, RefundSoldInput, SellerOrderInput } from '@/shared/contracts/seller-orders';
import { memberProcedure, router } from '../trpc';

/** Parcels and returns: sellers ship and answer, buyers send back. */
export const fulfilmentRouter = router({
  /** The seller's order desk. */
  list: memberProcedure.input(ListSellerOrdersInput).query(({ ctx, input }) => listSellerOrders(ctx.platform.db, { viewer: ctx.member, input })),

  byId: memberProcedure.input(SellerOrderInput).query(({ ctx, input }) => getSellerOrder(ctx.platform.db, { viewer: ctx.member, input })),

  /** Gives money back for what the seller sold. */
  refund: memberProcedure.input(RefundSoldInput).mutation(({ ctx, input }) => refundOrder(ctx.platform, { viewer: ctx.member, input, requestId: ctx.requestId })),

  ship: memberProcedure.input(ShipItemsInput).mutation(({ ctx, input }) => shipItems(ctx.platform, { viewer: ctx.member, input })),

  markDelivered: memberProcedure.input(ShipmentIdInput).mutation(({ ctx, input }) => markDelivered(ctx.platform, { viewer: ctx.member, input })),

  requestReturn: memberProcedure.input(RequestReturnInput).mutation(({ ctx, input }) => requestReturn(ctx.platform, { viewer: ctx.member, input })),

  withdrawReturn: memberProcedure.input(ReturnIdInput).mutation(({ ctx, input }) => withdrawReturn(ctx.platform, { viewer: ctx.member, input })),

  answerReturn: memberProcedure.input(AnswerReturnInput).mutation(({ ctx, input }) => answerReturn(ctx.platform, { viewer: ctx.member, input })),

  /** A returned parcel has arrived: refunds and restocks as said. */
  receiveReturn: memberProcedure.input(ReceiveReturnInput).mutation(({ ctx, input }) => receiveReturn(ctx.platform, { viewer: ctx.member, input, requestId: ctx.requestId })),
});
