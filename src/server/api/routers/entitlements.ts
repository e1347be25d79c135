import { requestDownload } from '@/server/modules/downloads/request-download';
import { listKeys } from '@/server/modules/entitlements/list-keys';
import { pageKeys } from '@/server/modules/entitlements/page-keys';
import { PageKeysInput, RequestDownloadInput } from '@/shared/contracts/entitlements';
import { memberProcedure, router } from '../trpc';

export const entitlementsRouter = router({
  /** Everything the viewer may use. */
  list: memberProcedure.query(({ ctx }) => listKeys(ctx.platform.db, ctx.member)),

  /** The same a page at a time. */
  page: memberProcedure.input(PageKeysInput.prefault({})).query(({ ctx, input }) => pageKeys(ctx.platform.db, { viewer: ctx.member, input })),

  /** Checks the viewer's key and mints a link. */
  requestDownload: memberProcedure
    .input(RequestDownloadInput)
    .mutation(({ ctx, input }) => requestDownload(ctx.platform, { viewer: ctx.member, userAgent: ctx.header('user-agent') }, input)),
});
