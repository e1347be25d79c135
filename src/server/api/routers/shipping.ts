import { memberProcedure, router } from '@/server/api/trpc';
import { listShippingRates } from '@/server/modules/carts/list-shipping-rates';
import { setShippingRates } from '@/server/modules/carts/set-shipping-rates';
import { SellerInput } from '@/shared/contracts/sellers';
import { SetShippingRatesInput } from '@/shared/contracts/shipping';

/** What a seller asks for parcels. */
export const shippingRouter = router({
  rates: memberProcedure.input(SellerInput).query(({ ctx, input }) => listShippingRates(ctx.platform.db, { viewer: ctx.member, input })),

  setRates: memberProcedure.input(SetShippingRatesInput).mutation(({ ctx, input }) => setShippingRates(ctx.platform.db, { viewer: ctx.member, input })),
});
