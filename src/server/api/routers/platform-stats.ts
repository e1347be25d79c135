import { memberProcedure, publicProcedure, router } from '@/server/api/trpc';
import { createUsageLink } from '@/server/modules/platform-stats/create-usage-link';
import { getPlatformStats } from '@/server/modules/platform-stats/get-platform-stats';
import { getUsagePage } from '@/server/modules/platform-stats/get-usage-page';
import { listUsageLinks } from '@/server/modules/platform-stats/list-usage-links';
import { openUsageUpgrade } from '@/server/modules/platform-stats/open-usage-upgrade';
import { revokeUsageLink } from '@/server/modules/platform-stats/revoke-usage-link';
import { CreateUsageLinkInput, ListUsageLinksInput, PlatformStatsInput, RevokeUsageLinkInput, UsagePageInput, UsageUpgradeInput } from '@/shared/contracts/platform-stats';

/** How a platform does, for its seller's members; and a customer's own usage, for whoever holds the link. */
export const platformStatsRouter = router({
  byPlatform: memberProcedure.input(PlatformStatsInput).query(({ ctx, input }) => getPlatformStats(ctx.platform.db, { viewer: ctx.member, input })),

  links: memberProcedure.input(ListUsageLinksInput).query(({ ctx, input }) => listUsageLinks(ctx.platform, { viewer: ctx.member, input })),
  createLink: memberProcedure.input(CreateUsageLinkInput).mutation(({ ctx, input }) => createUsageLink(ctx.platform, { viewer: ctx.member, input, requestId: ctx.requestId })),
  revokeLink: memberProcedure.input(RevokeUsageLinkInput).mutation(({ ctx, input }) => revokeUsageLink(ctx.platform.db, { viewer: ctx.member, input, requestId: ctx.requestId })),

  usagePage: publicProcedure.input(UsagePageInput).query(({ ctx, input }) => getUsagePage(ctx.platform, input)),
  upgrade: publicProcedure.input(UsageUpgradeInput).mutation(({ ctx, input }) => openUsageUpgrade(ctx.platform, input)),
});
