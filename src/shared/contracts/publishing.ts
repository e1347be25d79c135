import { z } from 'zod';
import { MAX_VARIANTS } from '../parse-size-run';
import { ProductCondition, ProductKind, ProductType } from './catalog';
import { SortedCursor } from './cursor';
import { EditedVariant } from './edited-variant';
import { MembershipTier } from './subscriptions';
import { ProductImageView } from './images';
import { isBelowMinimum, MAX_PRICE_MINOR, PackCurrency, PackVersion } from './ingest';
import { SellerInput, SellerLifecycle } from './sellers';
import { lineOf, optionalLineOf, Reason, textOf } from './text';

const idOf = (prefix: string) => z.string().regex(new RegExp(`^${prefix}_[0-9a-z]{26}$`), 'not an id');
export const ProductId = idOf('prd');
export const VariantId = idOf('var');
const ImageId = idOf('img');

/** Where a product stands. `draft`: only its seller sees it. `in_review`: rests until an admin has looked at it. `delisted`: taken down by an admin. */
export const PRODUCT_STATUSES = ['draft', 'in_review', 'published', 'archived', 'delisted'] as const;
export const ProductStatus = z.enum(PRODUCT_STATUSES);
export type ProductStatus = z.infer<typeof ProductStatus>;

export const Inventory = z.enum(['flat', 'per_variant']);
export type Inventory = z.infer<typeof Inventory>;

/** Addresses one product of a seller the viewer belongs to. */
export const OwnProductInput = SellerInput.extend({ productId: ProductId });
export type OwnProductInput = z.infer<typeof OwnProductInput>;

/** `productId` is made by the caller, so that a call that is repeated makes one product. The kind follows from the type. */
/** A membership is the platform's to make, and an API is made of its platform. */
export const CreateDraftInput = OwnProductInput.extend({ type: ProductType.exclude(['membership', 'api']), title: lineOf(120) });
export type CreateDraftInput = z.infer<typeof CreateDraftInput>;

const Tag = z.string().min(1).max(32).regex(/^[a-z0-9][a-z0-9.+#-]*$/, 'small letters, digits and . + # -');

/** The whole of a product's words; what is left out is emptied. */
export const UpdateProductInput = OwnProductInput.extend({
  title: lineOf(120),
  summary: optionalLineOf(240).default(''),
  /** Markdown. */
  description: textOf(100_000).default(''),
  tags: z.array(Tag).max(20).default([]),
  worksWith: z.array(lineOf(60)).max(20).default([]),
  brand: optionalLineOf(80).default(''),
  condition: ProductCondition.nullable().default(null),
});
export type UpdateProductInput = z.infer<typeof UpdateProductInput>;

/** One form a product is sold in: a licence of a download, or a size and colour of a good. */
export const VariantInput = z.strictObject({
  license: z.enum(['personal', 'team']).optional(),
  size: lineOf(20).optional(),
  color: lineOf(40).optional(),
  /** The seller's own number for it; made from the address when absent. */
  sku: z.string().trim().regex(/^[A-Za-z0-9][A-Za-z0-9._/ -]{0,63}$/, 'letters, digits and . _ / -, at most 64').optional(),
  /** Packed, for what it costs to ship. */
  weightGrams: z.number().int().min(1).max(100_000).nullable().default(null),
});
export type VariantInput = z.infer<typeof VariantInput>;

/** All forms of a product, in order; what is not named is taken off sale. */
export const SetVariantsInput = OwnProductInput.extend({
  /** For goods: one stock for all, or one each. */
  inventory: Inventory.nullable().default(null),
  variants: z.array(VariantInput).min(1).max(MAX_VARIANTS, `at most ${MAX_VARIANTS} variants`),
});
export type SetVariantsInput = z.infer<typeof SetVariantsInput>;

/** An amount of minor units: nothing, or enough to be charged by card. */
export const PriceAmount = z
  .strictObject({ currency: PackCurrency, amountMinor: z.number().int().min(0).max(MAX_PRICE_MINOR) })
  .refine(({ amountMinor, currency }) => !isBelowMinimum(amountMinor, currency), { path: ['amountMinor'], message: 'is below the least that can be charged in this currency' });
export type PriceAmount = z.infer<typeof PriceAmount>;

const hasEachOnce = (values: readonly string[]) => new Set(values).size === values.length;

/** All prices of the variants named; a currency that is left out is no longer sold in. The first currency leads, US dollars before it. */
export const SetPricesInput = OwnProductInput.extend({
  prices: z
    .array(z.strictObject({ variantId: VariantId, amounts: z.array(PriceAmount).min(1).max(10).refine((amounts) => hasEachOnce(amounts.map(({ currency }) => currency)), 'names a currency twice') }))
    .min(1)
    .max(MAX_VARIANTS)
    .refine((prices) => hasEachOnce(prices.map(({ variantId }) => variantId)), 'names a variant twice'),
});
export type SetPricesInput = z.infer<typeof SetPricesInput>;

/** All parts of a bundle, in order. A part without a variant is one the buyer chooses the form of. */
export const SetBundleItemsInput = OwnProductInput.extend({
  parts: z.array(z.strictObject({ productId: ProductId, variantId: VariantId.nullable().default(null) })).max(20).refine((parts) => hasEachOnce(parts.map(({ productId }) => productId)), 'names a part twice'),
});
export type SetBundleItemsInput = z.infer<typeof SetBundleItemsInput>;

const UploadId = idOf('upl');

/** A release of a download, its file sent to POST /api/seller/uploads before. */
export const AddVersionInput = OwnProductInput.extend({ uploadId: UploadId, fileName: z.string().min(1).max(200), version: PackVersion, changelog: textOf(20_000).default('') });
export type AddVersionInput = z.infer<typeof AddVersionInput>;

export const YankVersionInput = OwnProductInput.extend({ version: PackVersion, reason: textOf(500).pipe(z.string().min(3, 'say why, in three letters or more')) });
export type YankVersionInput = z.infer<typeof YankVersionInput>;

const Alt = optionalLineOf(200).default('');
/** A picture, its file sent to POST /api/seller/uploads before. */
export const AddImageInput = OwnProductInput.extend({ uploadId: UploadId, alt: Alt });
export type AddImageInput = z.infer<typeof AddImageInput>;

export const OwnImageInput = OwnProductInput.extend({ imageId: ImageId });
export type OwnImageInput = z.infer<typeof OwnImageInput>;

export const DescribeImageInput = OwnImageInput.extend({ alt: Alt });
export type DescribeImageInput = z.infer<typeof DescribeImageInput>;

export const ReorderImagesInput = OwnProductInput.extend({ imageIds: z.array(ImageId).min(1).max(20).refine(hasEachOnce, 'names a picture twice') });
export type ReorderImagesInput = z.infer<typeof ReorderImagesInput>;

const cursor = z.string().max(200).regex(/^[A-Za-z0-9_-]+$/, 'not a cursor').optional();

/** By name, or by when it was last changed. */
export const OwnProductSort = z.enum(['title-up', 'title-down', 'changed-down', 'changed-up']);
export type OwnProductSort = z.infer<typeof OwnProductSort>;

/** Without `sort` newest first. */
export const ListOwnProductsInput = SellerInput.extend({
  sort: OwnProductSort.optional(), cursor: SortedCursor.optional(), limit: z.number().int().min(1).max(100).default(50), statuses: z.array(ProductStatus).max(5).default([]),
});
export type ListOwnProductsInput = z.infer<typeof ListOwnProductsInput>;

/** One line of a seller's products. */
export const OwnProductSummary = z.object({
  id: z.string(),
  slug: z.string(),
  title: z.string(),
  kind: ProductKind,
  type: ProductType,
  status: ProductStatus,
  image: ProductImageView.nullable(),
  /** The lowest price of its first currency; null while it has none. */
  priceMinor: z.number().int().nullable(),
  currency: z.string().nullable(),
  /** Units on hand of all its forms; null for what is not counted. */
  onHand: z.number().int().nullable(),
  variantCount: z.number().int(),
  latestVersion: z.string().nullable(),
  updatedAt: z.string(),
});
export type OwnProductSummary = z.infer<typeof OwnProductSummary>;
export const OwnProductPage = z.object({ items: z.array(OwnProductSummary), nextCursor: z.string().nullable(), counts: z.record(ProductStatus, z.number().int()) });
export type OwnProductPage = z.infer<typeof OwnProductPage>;

export const EditedVersion = z.object({
  version: z.string(),
  changelog: z.string(),
  changelogHtml: z.string(),
  releasedAt: z.string(),
  isPublished: z.boolean(),
  yankedReason: z.string().nullable(),
  archiveBytes: z.number().int().nullable(),
  sha256: z.string().nullable(),
  files: z.array(z.object({ path: z.string(), bytes: z.number().int() })),
});
export type EditedVersion = z.infer<typeof EditedVersion>;

export const EditedPart = z.object({
  productId: z.string(),
  slug: z.string(),
  title: z.string(),
  type: ProductType,
  sellerSlug: z.string(),
  sellerName: z.string(),
  /** Published, of an active seller, in a form that is not withdrawn. */
  isForSale: z.boolean(),
  /** The form it comes in; null where the buyer chooses. */
  variantId: z.string().nullable(),
  variantTitle: z.string(),
  /** Of the variant it comes in, else of the cheapest in each currency. */
  prices: z.array(z.object({ currency: z.string(), amountMinor: z.number().int() })),
});
export type EditedPart = z.infer<typeof EditedPart>;

/** Something without which a product cannot be submitted. `section` is where it is put right. */
export const Missing = z.object({ section: z.enum(['basics', 'images', 'variants', 'versions', 'parts', 'seller']), text: z.string() });
export type Missing = z.infer<typeof Missing>;

/** A product with all that is edited of it; also what an admin reviews. */
export const ProductEditorView = z.object({
  id: z.string(),
  slug: z.string(),
  kind: ProductKind,
  type: ProductType,
  status: ProductStatus,
  title: z.string(),
  summary: z.string(),
  description: z.string(),
  descriptionHtml: z.string(),
  tags: z.array(z.string()),
  worksWith: z.array(z.string()),
  brand: z.string(),
  condition: ProductCondition.nullable(),
  inventory: Inventory.nullable(),
  /** A bundle across sellers, which the shop's admins write: its seller changes nothing of it. */
  isJoint: z.boolean(),
  /** Members of this tier and above have it without buying; null: it is only sold. */
  includedFromTier: MembershipTier.nullable(),
  /** What an admin wrote when sending it back or taking it down. */
  reviewNote: z.string().nullable(),
  submittedAt: z.string().nullable(),
  publishedAt: z.string().nullable(),
  updatedAt: z.string(),
  sellerSlug: z.string(),
  sellerName: z.string(),
  sellerLifecycle: SellerLifecycle,
  /** On sale, in order. */
  variants: z.array(EditedVariant),
  images: z.array(ProductImageView),
  /** Newest first. */
  versions: z.array(EditedVersion),
  parts: z.array(EditedPart),
  missing: z.array(Missing),
});
export type ProductEditorView = z.infer<typeof ProductEditorView>;

/** Something a bundle may hold: published, and not a bundle itself. */
export const BundleCandidate = z.object({
  productId: z.string(),
  title: z.string(),
  type: ProductType,
  variants: z.array(z.object({ id: z.string(), title: z.string(), prices: z.array(z.object({ currency: z.string(), amountMinor: z.number().int() })) })),
});
export type BundleCandidate = z.infer<typeof BundleCandidate>;

export const ListReviewsInput = z.strictObject({ cursor, limit: z.number().int().min(1).max(100).default(50) });
export type ListReviewsInput = z.infer<typeof ListReviewsInput>;

/** One line of the review queue. */
export const ReviewSummary = z.object({ id: z.string(), slug: z.string(), title: z.string(), type: ProductType, sellerSlug: z.string(), sellerName: z.string(), submittedAt: z.string() });
export type ReviewSummary = z.infer<typeof ReviewSummary>;
export const ReviewPage = z.object({ items: z.array(ReviewSummary), nextCursor: z.string().nullable() });
export type ReviewPage = z.infer<typeof ReviewPage>;

export const ReviewedProductInput = z.strictObject({ productId: ProductId });
export type ReviewedProductInput = z.infer<typeof ReviewedProductInput>;

/** An admin's act on a product that its seller reads the reason of. */
export const ReviewReasonInput = ReviewedProductInput.extend({ reason: Reason });
export type ReviewReasonInput = z.infer<typeof ReviewReasonInput>;
