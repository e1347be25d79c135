import { listAllPayouts } from '@/server/modules/payouts/list-all-payouts';
import { listBalances } from '@/server/modules/payouts/list-balances';
import { requestPayouts } from '@/server/modules/payouts/request-payouts';
import { NoInput } from '@/shared/contracts/admin-books';
import { ListAllPayoutsInput } from '@/shared/contracts/payouts';
import { adminProcedure } from '../trpc';

/** What admins see and do of sellers' money; part of the admin router. */
export const adminPayouts = {
  listBalances: adminProcedure.query(({ ctx }) => listBalances(ctx.platform.db, ctx.member)),

  listPayouts: adminProcedure.input(ListAllPayoutsInput).query(({ ctx, input }) => listAllPayouts(ctx.platform.db, { viewer: ctx.member, input })),

  /** Has payouts made now instead of at night. */
  runPayouts: adminProcedure.input(NoInput).mutation(({ ctx }) => requestPayouts(ctx.platform.db, { viewer: ctx.member, requestId: ctx.requestId })),
};
