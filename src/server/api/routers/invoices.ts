import { listInvoices } from '@/server/modules/invoicing/list-invoices';
import { listStatements } from '@/server/modules/invoicing/list-statements';
import { ListInvoicesInput } from '@/shared/contracts/invoices';
import { SellerInput } from '@/shared/contracts/sellers';
import { memberProcedure, router } from '../trpc';

/** For owners and admins of a seller: its documents. A buyer's are at `orders.documents`. */
export const invoicesRouter = router({
  list: memberProcedure.input(ListInvoicesInput).query(({ ctx, input }) => listInvoices(ctx.platform.db, { viewer: ctx.member, input })),

  /** Its months, each with what it began and ended with. */
  statements: memberProcedure.input(SellerInput).query(({ ctx, input }) => listStatements(ctx.platform.db, { viewer: ctx.member, sellerSlug: input.seller })),
});
