import { z } from 'zod';

/** A copy of everything held about a person. */
export const DataExportView = z.object({
  id: z.string(),
  status: z.enum(['waiting', 'running', 'ready', 'failed', 'expired']),
  /** Parts that are in it already, of how many. */
  done: z.number().int(),
  total: z.number().int(),
  requestedAt: z.string(),
  expiresAt: z.string().nullable(),
  bytes: z.number().int().nullable(),
  /** Where it is, once it is ready. */
  href: z.string().nullable(),
});
export type DataExportView = z.infer<typeof DataExportView>;

/** What stands in the way of being erased, and what is kept afterwards. */
export const ErasureOutlook = z.object({ email: z.string(), obstacles: z.array(z.string()), kept: z.array(z.string()) });
export type ErasureOutlook = z.infer<typeof ErasureOutlook>;

/** The own address, typed by hand. */
export const EraseInput = z.strictObject({ confirm: z.string().trim().min(1, 'type your address').max(320, 'is too long') });
export type EraseInput = z.infer<typeof EraseInput>;
