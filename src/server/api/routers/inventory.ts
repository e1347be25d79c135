import { askStockAlert } from '@/server/modules/stockroom/ask-stock-alert';
import { cancelStockAlert } from '@/server/modules/stockroom/cancel-stock-alert';
import { changeStock } from '@/server/modules/stockroom/change-stock';
import { getStockAlert } from '@/server/modules/stockroom/get-stock-alert';
import { listMovements } from '@/server/modules/stockroom/list-movements';
import { listStock } from '@/server/modules/stockroom/list-stock';
import { markLowStock } from '@/server/modules/stockroom/mark-low-stock';
import { AdjustStockInput, ListMovementsInput, ListStockInput, SetLowStockInput, StockAlertInput } from '@/shared/contracts/inventory';
import { memberProcedure, publicProcedure, router } from '../trpc';

export const inventoryRouter = router({
  list: memberProcedure.input(ListStockInput).query(({ ctx, input }) => listStock(ctx.platform.db, { viewer: ctx.member, input })),

  movements: memberProcedure.input(ListMovementsInput).query(({ ctx, input }) => listMovements(ctx.platform.db, { viewer: ctx.member, input })),

  adjust: memberProcedure.input(AdjustStockInput).mutation(({ ctx, input }) => changeStock(ctx.platform.db, { viewer: ctx.member, input })),

  setLow: memberProcedure.input(SetLowStockInput).mutation(({ ctx, input }) => markLowStock(ctx.platform.db, { viewer: ctx.member, input })),

  /** Whether the viewer waits to be told; nobody does as a visitor. */
  alert: publicProcedure.input(StockAlertInput).query(async ({ ctx, input }) => getStockAlert(ctx.platform.db, { viewer: await ctx.viewer(), variantId: input.variantId })),

  askAlert: memberProcedure.input(StockAlertInput).mutation(({ ctx, input }) => askStockAlert(ctx.platform.db, { viewer: ctx.member, variantId: input.variantId })),

  cancelAlert: memberProcedure.input(StockAlertInput).mutation(({ ctx, input }) => cancelStockAlert(ctx.platform.db, { viewer: ctx.member, variantId: input.variantId })),
});
