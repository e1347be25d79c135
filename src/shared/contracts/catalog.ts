import { z } from 'zod';

/** What a download is made for; also the family its cover is drawn in. */
export const PRODUCT_TYPES = ['node', 'next', 'runbook', 'jupyter', 'prompt'] as const;
export const ProductType = z.enum(PRODUCT_TYPES);
export type ProductType = z.infer<typeof ProductType>;

export const PRICE_BANDS = ['free', 'under-20', '20-to-50', '50-to-100', 'over-100'] as const;
export const PriceBand = z.enum(PRICE_BANDS);
export type PriceBand = z.infer<typeof PriceBand>;

export const PRODUCT_SORTS = ['relevance', 'newest', 'price-low', 'price-high', 'title'] as const;
export const ProductSort = z.enum(PRODUCT_SORTS);
export type ProductSort = z.infer<typeof ProductSort>;

export const Slug = z.string().min(1).max(80).regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'small letters, digits and single hyphens');
export type Slug = z.infer<typeof Slug>;

const Tag = z.string().min(1).max(60).regex(/^[^\p{Cc}]+$/u);
const chosen = <Item extends z.ZodType>(item: Item) => z.array(item).max(20).default([]);

/** Filters of the listing. Values of one list are alternatives; the lists narrow each other; `not…` lists exclude. Without `sort`: best match for a search, else newest. */
export const ListProductsInput = z.strictObject({
  /** Words to search for; blank means no search. NUL cannot be stored by Postgres and is refused rather than dropped. */
  q: z
    .string()
    .max(200)
    .refine((text) => !text.includes('\0'), 'must not contain NUL')
    .default(''),
  types: chosen(ProductType),
  notTypes: chosen(ProductType),
  tags: chosen(Tag),
  notTags: chosen(Tag),
  worksWith: chosen(Tag),
  priceBands: chosen(PriceBand),
  sellers: chosen(Slug),
  notSellers: chosen(Slug),
  sort: ProductSort.optional(),
  cursor: z.string().max(1200).optional(),
  limit: z.number().int().min(1).max(48).default(24),
  /** Whether to count the facets and the total as well. */
  withFacets: z.boolean().default(true),
});
export type ListProductsInput = z.infer<typeof ListProductsInput>;

export const ProductCard = z.object({
  id: z.string(),
  slug: z.string(),
  title: z.string(),
  summary: z.string(),
  kind: z.literal('download'),
  type: ProductType,
  sellerSlug: z.string(),
  sellerName: z.string(),
  /** Price of the first licence, in minor units of `currency`. */
  priceMinor: z.number().int(),
  currency: z.string(),
  latestVersion: z.string().nullable(),
  /** ISO 8601, UTC. */
  releasedAt: z.string(),
});
export type ProductCard = z.infer<typeof ProductCard>;

export const FacetCount = z.object({ value: z.string(), label: z.string(), count: z.number().int() });
export type FacetCount = z.infer<typeof FacetCount>;

/** Each facet is counted with its own filter left out, so that a choice never hides its alternatives. */
export const Facets = z.object({
  types: z.array(FacetCount),
  tags: z.array(FacetCount),
  worksWith: z.array(FacetCount),
  priceBands: z.array(FacetCount),
  sellers: z.array(FacetCount),
});
export type Facets = z.infer<typeof Facets>;

export const ProductPage = z.object({
  items: z.array(ProductCard),
  /** Opaque; good for the same search, filters and sort. Null on the last page. */
  nextCursor: z.string().nullable(),
  /** Null when facets were not asked for. */
  total: z.number().int().nullable(),
  facets: Facets.nullable(),
  /** More products match than are counted (a search ranks some hundreds, filters count some thousands): total and counts are of those, so say "more than". */
  capped: z.boolean(),
  /** The search found nothing word for word and was answered by likeness. */
  approximate: z.boolean(),
});
export type ProductPage = z.infer<typeof ProductPage>;

export const VariantOffer = z.object({
  id: z.string(),
  license: z.enum(['personal', 'team']).nullable(),
  priceMinor: z.number().int(),
  currency: z.string(),
});
export type VariantOffer = z.infer<typeof VariantOffer>;

export const ContentFile = z.object({ path: z.string(), bytes: z.number().int() });
export type ContentFile = z.infer<typeof ContentFile>;

export const VersionSummary = z.object({
  id: z.string(),
  version: z.string(),
  changelog: z.string(),
  /** The changelog as inert HTML. */
  changelogHtml: z.string(),
  releasedAt: z.string(),
  yankedReason: z.string().nullable(),
  /** Size of the download in bytes; null when there is none (kept elsewhere). */
  archiveBytes: z.number().int().nullable(),
  sha256: z.string().nullable(),
});
export type VersionSummary = z.infer<typeof VersionSummary>;

export const ProductDetail = ProductCard.extend({
  /** Markdown as the seller wrote it. */
  description: z.string(),
  /** The description as inert HTML. */
  descriptionHtml: z.string(),
  tags: z.array(z.string()),
  worksWith: z.array(z.string()),
  externalUrl: z.string().nullable(),
  sellerTagline: z.string(),
  variants: z.array(VariantOffer),
  /** Newest first, yanked ones included. */
  versions: z.array(VersionSummary),
  /** Files of the newest version. */
  contents: z.array(ContentFile),
  hasPreview: z.boolean(),
});
export type ProductDetail = z.infer<typeof ProductDetail>;

export const RelatedProduct = ProductCard.extend({ reason: z.string() });
export type RelatedProduct = z.infer<typeof RelatedProduct>;

export const SellerPage = z.object({
  slug: z.string(),
  name: z.string(),
  tagline: z.string(),
  about: z.string(),
  country: z.string().nullable(),
  since: z.string(),
  productCount: z.number().int(),
});
export type SellerPage = z.infer<typeof SellerPage>;

/** Addresses one product by the word in its address. */
export const ProductSlugInput = z.strictObject({ slug: Slug });
export type ProductSlugInput = z.infer<typeof ProductSlugInput>;

export const ListRelatedProductsInput = z.strictObject({ slug: Slug, limit: z.number().int().min(1).max(12).default(4) });
export type ListRelatedProductsInput = z.infer<typeof ListRelatedProductsInput>;

/** What a notebook cell printed: inert HTML for the page, or the address of a document for `<iframe sandbox>`. */
export const PreviewOutput = z.discriminatedUnion('form', [
  z.object({ form: z.literal('html'), html: z.string() }),
  z.object({ form: z.literal('frame'), frameUrl: z.string() }),
]);
export type PreviewOutput = z.infer<typeof PreviewOutput>;

export const PreviewCell = z.object({
  kind: z.enum(['markdown', 'code', 'raw']),
  /** The number in `In [3]`; null when the cell was never run. */
  count: z.number().int().nullable(),
  /** Inert HTML; code and raw cells are one `pre`. */
  html: z.string(),
  outputs: z.array(PreviewOutput),
});
export type PreviewCell = z.infer<typeof PreviewCell>;

/**
 * A preview ready to show. All `html` is sanitised: no script, style, id, event handler or foreign address is left in it. What cannot be
 * made safe that way is a document of its own at `frameUrl`, to be shown in `<iframe sandbox>` (no allow-… words).
 */
export const Preview = z.discriminatedUnion('form', [
  z.object({ form: z.literal('markdown'), fileName: z.string(), html: z.string(), shortened: z.boolean() }),
  z.object({
    form: z.literal('notebook'),
    fileName: z.string(),
    /** Language of the code cells, such as `python`. */
    language: z.string(),
    cells: z.array(PreviewCell),
    /** Cells that only buyers see. */
    hiddenCells: z.number().int(),
  }),
  z.object({ form: z.literal('text'), fileName: z.string(), text: z.string(), shortened: z.boolean() }),
  z.object({ form: z.literal('frame'), fileName: z.string(), frameUrl: z.string() }),
]);
export type Preview = z.infer<typeof Preview>;
