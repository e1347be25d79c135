import { z } from 'zod';
import { DownloadType } from './catalog';
import { isCurrency, MINIMUM_CHARGE_MINOR } from '../money';

/**
 * What happened to one item of a source: a new product, a new version of one, a draft that now has its files or is now public, the same bytes again, a product or
 * version kept as a draft, a broken rule, or a file that fits no kind of pack and was left alone.
 */
export const INGEST_OUTCOMES = ['created', 'new_version', 'completed', 'unchanged', 'draft', 'refused', 'skipped'] as const;
export type IngestOutcome = (typeof INGEST_OUTCOMES)[number];

/** Why an item was refused, or what to know about it: the item (a pack, row or file), the field in it, a stable code, and a sentence for a person. */
export const IngestProblem = z.object({ item: z.string(), field: z.string(), code: z.string(), message: z.string() });
export type IngestProblem = z.infer<typeof IngestProblem>;

/** One line of an ingest report. `problem` is set when the outcome is refused or skipped. */
export const IngestItemResult = z.object({
  item: z.string(),
  outcome: z.enum(INGEST_OUTCOMES),
  slug: z.string().nullable(),
  version: z.string().nullable(),
  problem: IngestProblem.nullable(),
  warnings: z.array(IngestProblem),
});
export type IngestItemResult = z.infer<typeof IngestItemResult>;

/** The report of one run. `counts` has every outcome, zero included; results stand in the order of the source. */
export const IngestReport = z.object({
  runId: z.string(),
  source: z.string(),
  sellerSlug: z.string(),
  counts: z.record(z.enum(INGEST_OUTCOMES), z.number().int()),
  results: z.array(IngestItemResult),
});
export type IngestReport = z.infer<typeof IngestReport>;

/** One line of the list of runs. `status` stays running while packs are taken in; a run whose process was killed becomes failed. */
export const IngestRunSummary = z.object({
  id: z.string(),
  source: z.string(),
  sellerSlug: z.string(),
  status: z.enum(['running', 'finished', 'failed']),
  accepted: z.number().int(),
  unchanged: z.number().int(),
  refused: z.number().int(),
  /** ISO 8601, UTC. */
  startedAt: z.string(),
  finishedAt: z.string().nullable(),
});
export type IngestRunSummary = z.infer<typeof IngestRunSummary>;

export const IngestRunDetail = IngestRunSummary.extend({ results: z.array(IngestItemResult) });
export type IngestRunDetail = z.infer<typeof IngestRunDetail>;

/** Most a single price may be, in minor units (docs.stripe.com/currencies: eight digits). */
export const MAX_PRICE_MINOR = 99_999_999;
/** Slugs the shop needs for its own pages under /marketplace. */
const RESERVED_SLUGS = new Set(['bundles', 'new', 'search', 'compare']);
/** Versions as in semver.org 2.0.0, lower-case only and without build metadata: `1.0.0+a` and `1.0.0+b` would be two versions of equal rank. */
const SEMVER = /^(0|[1-9]\d{0,8})\.(0|[1-9]\d{0,8})\.(0|[1-9]\d{0,8})(?:-(?:0|[1-9]\d{0,8}|\d*[a-z-][0-9a-z-]*)(?:\.(?:0|[1-9]\d{0,8}|\d*[a-z-][0-9a-z-]*))*)?$/;
const UNSAFE_TEXT = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]|\p{Cs}/u;
const UNSTORABLE_TEXT = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]|\p{Cs}/u;
const LINE_BREAK = /[\n\r\t\u2028\u2029]/;

/** Whether a title or label may be shown: storable, and without characters that change the direction of what stands around it. */
export function isSafeText(text: string): boolean {
  return !UNSAFE_TEXT.test(text);
}

/** Whether a longer text may be stored: no control characters but line breaks and tabs, no half surrogate pairs. */
export function isStorableText(text: string): boolean {
  return !UNSTORABLE_TEXT.test(text);
}

const safeText = (max: number) => z.string().max(max).refine(isStorableText, { message: 'contains control characters' });
const line = (max: number) =>
  safeText(max)
    .min(1)
    .refine(isSafeText, { message: 'contains invisible direction characters' })
    .refine((text) => !LINE_BREAK.test(text), { message: 'must be a single line' })
    .refine((text) => text.trim() !== '', { message: 'must not be blank' });
const path = z.string().min(1).max(512);
const price = z.int().min(0).max(MAX_PRICE_MINOR);

/** A public name in an address: lower-case Latin letters, digits and single hyphens. */
export const PackSlug = z
  .string()
  .min(1)
  .max(80)
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, { message: 'must be lower-case letters a to z, digits and single hyphens' })
  .refine((slug) => !RESERVED_SLUGS.has(slug), { message: 'is reserved' });
export const PackVersion = z.string().max(60).regex(SEMVER, { message: 'must be a semantic version such as 1.2.0, without a leading v or build metadata' });
export const PackCurrency = z
  .string()
  .regex(/^[A-Za-z]{3}$/, { message: 'must be a three-letter ISO 4217 code such as usd' })
  .toLowerCase()
  .refine(isCurrency, { message: 'is not a currency this shop sells in' });
const Tag = z.string().min(1).max(32).regex(/^[a-z0-9][a-z0-9.+#-]*$/, { message: 'must be lower-case letters, digits and . + # -' });

const packShape = {
  slug: PackSlug.meta({ description: 'Public name in the address, unique in the shop' }),
  title: line(120),
  version: PackVersion,
  price_cents: price.meta({ description: 'Price of the personal licence in minor units of the currency; 0 is free' }),
  currency: PackCurrency,
  files: z.array(path).max(2_000).meta({ description: 'Every file of this version, relative to `path`' }),
  path: path.optional().meta({ description: 'Folder of this version’s files, relative to the index' }),
  type: DownloadType.optional(),
  summary: line(240).optional(),
  description: safeText(100_000).optional().meta({ description: 'Markdown' }),
  tags: z.array(Tag).max(20).optional(),
  works_with: z.array(line(60)).max(20).optional(),
  changelog: safeText(20_000).optional().meta({ description: 'Markdown: what is new in this version' }),
  team_price_cents: price.optional().meta({ description: 'Adds a team licence at this price in minor units' }),
  preview: path.optional().meta({ description: 'One of `files`, shown before the purchase' }),
  readme: path.optional().meta({ description: 'One of `files`; markdown used where no description is given' }),
  cover: path.optional().meta({ description: 'One of `files`; a PNG, JPEG, WebP, AVIF or GIF image' }),
  external_url: z.url({ protocol: /^https$/, hostname: z.regexes.domain }).max(2_000).optional(),
  released_at: z.union([z.iso.date(), z.iso.datetime({ offset: true })]).optional(),
};

/** One version of one pack in a `library.json`. Amounts are integer minor units of `currency` (1999 is 19.99 usd and 1,999 jpy). */
export const LibraryPack = z
  .strictObject(packShape)
  .superRefine((pack, context) => {
    const complain = (field: string, message: string) => context.addIssue({ code: 'custom', path: [field], message });
    for (const field of ['preview', 'readme', 'cover'] as const) {
      const named = pack[field];
      if (named !== undefined && !pack.files.includes(named)) complain(field, 'must be one of the files');
    }
    for (const field of ['price_cents', 'team_price_cents'] as const) {
      const amount = pack[field];
      if (amount !== undefined && isBelowMinimum(amount, pack.currency)) complain(field, `must be 0 or at least ${MINIMUM_CHARGE_MINOR[pack.currency]}, the least that can be charged in ${pack.currency}`);
    }
  });
export type LibraryPack = z.infer<typeof LibraryPack>;

const { summary, description, tags, works_with, changelog, preview, cover, external_url, released_at, team_price_cents } = packShape;
/** What a folder may say about itself beside its own manifest: the key `latchkey` of a package.json or notebook, the front matter of a runbook. */
export const PackNotes = z
  .strictObject({ slug: PackSlug, title: packShape.title, version: PackVersion, price_cents: price, currency: PackCurrency, summary, description, tags, works_with, changelog, preview, cover, external_url, released_at, team_price_cents })
  .partial();
export type PackNotes = z.infer<typeof PackNotes>;

/** Whether an amount is neither free nor enough to be charged by card in this currency. */
export function isBelowMinimum(amountMinor: number, currency: string): boolean {
  return amountMinor > 0 && amountMinor < (MINIMUM_CHARGE_MINOR[currency] ?? 0);
}

/** The whole `library.json`, schema 1. Several entries of one slug are several versions of one pack. */
export const LibraryIndex = z.strictObject({
  $schema: z.string().max(500).optional(),
  schema: z.literal(1),
  seller: PackSlug.optional(),
  packs: z.array(LibraryPack).max(20_000),
});
export type LibraryIndex = z.infer<typeof LibraryIndex>;
