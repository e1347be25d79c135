import { z } from 'zod';
import { ProductImageView } from './images';
import { Interval } from './interval';

/** What a download is made for. */
export const DOWNLOAD_TYPES = ['node', 'next', 'runbook', 'jupyter', 'prompt'] as const;
export const DownloadType = z.enum(DOWNLOAD_TYPES);
export type DownloadType = z.infer<typeof DownloadType>;

/** What a product is to somebody looking for one; also the family its cover is drawn in. */
export const PRODUCT_TYPES = [...DOWNLOAD_TYPES, 'sneaker', 'physical', 'bundle', 'membership', 'api'] as const;
export const ProductType = z.enum(PRODUCT_TYPES);
export type ProductType = z.infer<typeof ProductType>;

/** How a product is delivered, which decides what buying it does. */
export const PRODUCT_KINDS = ['download', 'physical', 'bundle', 'membership', 'api'] as const;
export const ProductKind = z.enum(PRODUCT_KINDS);
export type ProductKind = z.infer<typeof ProductKind>;

export const PRODUCT_CONDITIONS = ['new', 'used'] as const;
export const ProductCondition = z.enum(PRODUCT_CONDITIONS);
export type ProductCondition = z.infer<typeof ProductCondition>;

export const PRICE_BANDS = ['free', 'under-20', '20-to-50', '50-to-100', 'over-100'] as const;
export const PriceBand = z.enum(PRICE_BANDS);
export type PriceBand = z.infer<typeof PriceBand>;

export const PRODUCT_SORTS = ['relevance', 'newest', 'rated', 'price-low', 'price-high', 'title'] as const;
export const ProductSort = z.enum(PRODUCT_SORTS);
export type ProductSort = z.infer<typeof ProductSort>;

export const Slug = z.string().min(1).max(80).regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'small letters, digits and single hyphens');
export type Slug = z.infer<typeof Slug>;

export const Tag = z.string().min(1).max(60).regex(/^[^\p{Cc}]+$/u);
const chosen = <Item extends z.ZodType>(item: Item) => z.array(item).max(20).default([]);

/** Filters of the listing. Values of one list are alternatives; the lists narrow each other; `not…` lists exclude. Without `sort`: best match for a search, else newest. */
export const ListProductsInput = z.strictObject({
  /** Words to search for; blank means no search. NUL cannot be stored by Postgres and is refused rather than dropped. */
  q: z.string().max(200).refine((text) => !text.includes('\0'), 'must not contain NUL').default(''),
  types: chosen(ProductType),
  notTypes: chosen(ProductType),
  tags: chosen(Tag),
  notTags: chosen(Tag),
  worksWith: chosen(Tag),
  priceBands: chosen(PriceBand),
  brands: chosen(Tag),
  conditions: chosen(ProductCondition),
  /** Sizes with units left, as sellers write them: "42", "M". */
  sizes: chosen(Tag),
  sellers: chosen(Slug),
  notSellers: chosen(Slug),
  sort: ProductSort.optional(),
  cursor: z.string().max(1200).optional(),
  limit: z.number().int().min(1).max(48).default(24),
  /** Whether to count the facets and the total as well. */
  withFacets: z.boolean().default(true),
});
export type ListProductsInput = z.infer<typeof ListProductsInput>;

/** What the cover of a bundle is drawn from. */
export const CoverPart = z.object({ slug: z.string(), kind: z.string() });
export type CoverPart = z.infer<typeof CoverPart>;

export const ProductCard = z.object({
  id: z.string(),
  slug: z.string(),
  title: z.string(),
  summary: z.string(),
  kind: ProductKind,
  type: ProductType,
  sellerSlug: z.string(),
  sellerName: z.string(),
  /** Price of the first form (licence, size), in minor units of `currency`: US dollars where it is priced in several. */
  priceMinor: z.number().int(),
  currency: z.string(),
  /** How often it is paid again; null for what is paid once. */
  interval: Interval.nullable(),
  /** The first picture; null where the cover is drawn. */
  image: ProductImageView.nullable(),
  /** Of a bundle; empty for everything else. */
  coverParts: z.array(CoverPart),
  /** Every size is sold out, or a part of the bundle is. */
  soldOut: z.boolean(),
  /** What buyers gave it, one to five each; null before the first. The mean is `sum / count`. */
  rating: z.object({ count: z.number().int(), sum: z.number().int() }).nullable(),
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
  brands: z.array(FacetCount),
  conditions: z.array(FacetCount),
  sizes: z.array(FacetCount),
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

export const OfferPrice = z.object({ amountMinor: z.number().int(), currency: z.string() });
export type OfferPrice = z.infer<typeof OfferPrice>;

/** One form of a product that can be bought: a licence, a size. */
export const VariantOffer = z.object({
  id: z.string(),
  license: z.enum(['personal', 'team']).nullable(),
  /** {"size": "42"}; empty for what has one form. */
  options: z.record(z.string(), z.string()),
  /** What the options read as: "42", "M, Bone". */
  title: z.string(),
  sku: z.string(),
  /** How often it is paid again; null: once. */
  interval: Interval.nullable(),
  /** Days before its first payment, for who has not had it before. */
  trialDays: z.number().int(),
  /** The price of the listing, in the product's currency; of what is paid again, each time. */
  priceMinor: z.number().int(),
  currency: z.string(),
  /** All live prices, the listing's first. */
  prices: z.array(OfferPrice),
  /** Units that may still be bought, twenty at most; null when not counted. */
  available: z.number().int().nullable(),
});
export type VariantOffer = z.infer<typeof VariantOffer>;

/** What a seller asks for one parcel to some countries (ISO 3166 alpha-2); `*` stands for every country that no other rate names. */
export const ShippingOffer = z.object({
  name: z.string(),
  countries: z.array(z.string()),
  currency: z.string(),
  parcelMinor: z.number().int(),
  /** What one parcel may weigh; a heavier order is several. */
  parcelGrams: z.number().int(),
  /** From this subtotal of the seller's goods on, shipping costs nothing. */
  freeFromMinor: z.number().int().nullable(),
});
export type ShippingOffer = z.infer<typeof ShippingOffer>;

/** A part of a bundle. Amounts in the bundle's currency; the shares of all parts sum to the bundle's price. */
export const BundlePart = z.object({
  productId: z.string(),
  slug: z.string(),
  title: z.string(),
  summary: z.string(),
  kind: ProductKind,
  type: ProductType,
  sellerSlug: z.string(),
  sellerName: z.string(),
  image: ProductImageView.nullable(),
  /** What it costs by itself, and what it weighs in the bundle's price. */
  listMinor: z.number().int(),
  shareMinor: z.number().int(),
  /** The forms the buyer chooses from, as sizes; empty when it is settled which. */
  choices: z.array(VariantOffer.pick({ id: true, title: true, options: true, available: true })),
});
export type BundlePart = z.infer<typeof BundlePart>;

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
  brand: z.string(),
  condition: ProductCondition.nullable(),
  images: z.array(ProductImageView),
  /** Where the seller sends it from, ISO 3166 alpha-2; null when not said, or when nothing is sent. */
  shipsFrom: z.string().nullable(),
  /** Days from payment to the parcel's leaving; null when nothing is sent. */
  handlingDays: z.number().int().nullable(),
  shipping: z.array(ShippingOffer),
  /** Of a bundle; empty for everything else. */
  parts: z.array(BundlePart),
  variants: z.array(VariantOffer),
  /** Newest first, yanked ones included. */
  versions: z.array(VersionSummary),
  /** Files of the newest version. */
  contents: z.array(ContentFile),
  hasPreview: z.boolean(),
  /** Members of this tier and above have it without buying; null: it is only sold. */
  includedFromTier: z.string().nullable(),
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
