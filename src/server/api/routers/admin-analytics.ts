import { getShopAnalytics } from '@/server/modules/analytics/get-shop-analytics';
import { AnalyticsInput } from '@/shared/contracts/admin-analytics';
import { adminProcedure } from '../trpc';

/** Who comes, how far, and what they look for. */
export const adminAnalytics = {
  analytics: adminProcedure.input(AnalyticsInput).query(({ ctx, input }) => getShopAnalytics(ctx.platform.db, { viewer: ctx.member, input })),
};
