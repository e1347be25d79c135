import { z } from 'zod';
import { Cursor } from './cursor';

/** Something the viewer may use: a key. */
export const KeyView = z.object({
  entitlementId: z.string(),
  productId: z.string(),
  slug: z.string(),
  kind: z.string(),
  type: z.string(),
  /** How it was come by. `membership`: not bought, but included in one. */
  source: z.enum(['purchase', 'free', 'admin', 'membership']),
  /** The plan of the subscription that opened it, and its id; null for what was bought once. */
  plan: z.string().nullable(),
  subscriptionId: z.string().nullable(),
  title: z.string(),
  sellerName: z.string(),
  license: z.enum(['personal', 'team']).nullable(),
  /** Null when held by the viewer in person. */
  organizationName: z.string().nullable(),
  orderId: z.string().nullable(),
  orderNumber: z.string().nullable(),
  since: z.string(),
  /** When it ends by itself: as said, or with the subscription that somebody canceled. */
  endsAt: z.string().nullable(),
  latestVersion: z.string().nullable(),
  downloadsLeft: z.number().int().nullable(),
  versions: z.array(z.object({ version: z.string(), releasedAt: z.string(), archiveBytes: z.number().int().nullable(), yankedReason: z.string().nullable() })),
});
export type KeyView = z.infer<typeof KeyView>;

export const PageKeysInput = z.strictObject({ cursor: Cursor.optional(), limit: z.int().min(1).max(100).default(30) });
export type PageKeysInput = z.infer<typeof PageKeysInput>;
export const KeyPage = z.object({ items: z.array(KeyView), nextCursor: z.string().nullable() });
export type KeyPage = z.infer<typeof KeyPage>;

export const RequestDownloadInput = z.strictObject({
  productSlug: z.string().min(1).max(80).regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
  /** Absent: the newest version that is not yanked. */
  version: z.string().max(60).regex(/^\d+\.\d+\.\d+(-[0-9a-z.-]+)?(\+[0-9a-z.-]+)?$/).optional(),
});
export type RequestDownloadInput = z.infer<typeof RequestDownloadInput>;

export const MintedDownload = z.object({
  /** Works for whoever has it until `expiresAt`, at most ten minutes. */
  url: z.string(),
  expiresAt: z.string(),
  fileName: z.string(),
  bytes: z.number().int(),
  sha256: z.string(),
});
export type MintedDownload = z.infer<typeof MintedDownload>;
