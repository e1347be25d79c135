import { z } from 'zod';
import { Cursor } from './cursor';
import { IngestRunSummary, isBelowMinimum, MAX_PRICE_MINOR, PackCurrency, PackSlug } from './ingest';

const options = {
  /** Wins over the seller an index names; with neither, the shop itself sells. */
  sellerSlug: PackSlug.optional(),
  /** Publishes nothing. */
  isDraft: z.boolean().default(false),
  /** For packs that state no price, in minor units of `currency`. */
  priceMinor: z.int().min(0).max(MAX_PRICE_MINOR).default(0),
  currency: PackCurrency.default('usd'),
};
const isChargeable = (input: { priceMinor: number; currency: string }) => !isBelowMinimum(input.priceMinor, input.currency);
const tooSmall = { path: ['priceMinor'], message: 'is below the least that can be charged in this currency' };

/** A folder or file below the configured assets root; empty for all of it. */
export const IngestFolderInput = z.strictObject({ path: z.string().max(512), ...options }).refine(isChargeable, tooSmall);
export type IngestFolderInput = z.infer<typeof IngestFolderInput>;

/** The text of a `library.json` without files: its packs are kept as drafts until their files come. Larger ones are uploaded. */
export const IngestIndexInput = z.strictObject({ index: z.string().min(1).max(200_000), ...options }).refine(isChargeable, tooSmall);
export type IngestIndexInput = z.infer<typeof IngestIndexInput>;

/** A file whose bytes were sent to POST /api/admin/uploads before. */
export const UploadPackInput = z.strictObject({ uploadId: z.string().regex(/^upl_[0-9a-z]{26}$/), fileName: z.string().min(1).max(200), ...options }).refine(isChargeable, tooSmall);
export type UploadPackInput = z.infer<typeof UploadPackInput>;

export const ListIngestRunsInput = z.strictObject({ cursor: Cursor.optional(), limit: z.int().min(1).max(100).default(20) });
export type ListIngestRunsInput = z.infer<typeof ListIngestRunsInput>;
export const IngestRunPage = z.object({ items: z.array(IngestRunSummary), nextCursor: z.string().nullable() });
export type IngestRunPage = z.infer<typeof IngestRunPage>;
export const GetIngestRunInput = z.strictObject({ runId: z.string().max(60) });

/** The answer to POST /api/admin/uploads. */
export const ReceivedUpload = z.object({ uploadId: z.string(), bytes: z.number().int() });
export type ReceivedUpload = z.infer<typeof ReceivedUpload>;
