import { getIngestRun } from '@/server/modules/ingest/get-ingest-run';
import { ingestFolder } from '@/server/modules/ingest/ingest-folder';
import { ingestIndex } from '@/server/modules/ingest/ingest-index';
import { listIngestRuns } from '@/server/modules/ingest/list-ingest-runs';
import { uploadPack } from '@/server/modules/ingest/upload-pack';
import { GetIngestRunInput, IngestFolderInput, IngestIndexInput, ListIngestRunsInput, UploadPackInput } from '@/shared/contracts/admin-ingest';
import { adminProcedure } from '../trpc';

/** The admins' procedures for taking packs in; part of the admin router. Each answers with the report of its run, refused items included. */
export const adminIngest = {
  ingestFolder: adminProcedure.input(IngestFolderInput).mutation(({ ctx, input }) => ingestFolder(ctx.platform, ctx.member, input)),

  ingestIndex: adminProcedure.input(IngestIndexInput).mutation(({ ctx, input }) => ingestIndex(ctx.platform, ctx.member, input)),

  /** Takes in what was sent to POST /api/admin/uploads. */
  uploadPack: adminProcedure.input(UploadPackInput).mutation(({ ctx, input }) => uploadPack(ctx.platform, ctx.member, input)),

  listIngestRuns: adminProcedure.input(ListIngestRunsInput).query(({ ctx, input }) => listIngestRuns(ctx.platform.db, ctx.member, input)),

  getIngestRun: adminProcedure.input(GetIngestRunInput).query(({ ctx, input }) => getIngestRun(ctx.platform.db, ctx.member, input)),
};
