import { z } from 'zod';
import { lineOf, textOf } from './text';
import { BundleCandidate, EditedPart, PriceAmount, ProductId, ProductStatus, VariantId } from './publishing';
import { SellerInput } from './sellers';

const hasEachOnce = (values: readonly string[]) => new Set(values).size === values.length;

/** `productId` is made by the caller, so that a call that is repeated makes one bundle. `seller` is who presents it. A part without a variant is one the buyer chooses the form of. */
export const CreateJointBundleInput = z.strictObject({
  productId: ProductId,
  seller: SellerInput.shape.seller,
  title: lineOf(120),
  summary: lineOf(240),
  /** Markdown. */
  description: textOf(100_000).pipe(z.string().min(1, 'write a description')),
  parts: z.array(z.strictObject({ productId: ProductId, variantId: VariantId.nullable().default(null) })).min(2, 'choose two or more parts').max(20).refine((parts) => hasEachOnce(parts.map(({ productId }) => productId)), 'names a part twice'),
  prices: z
    .array(PriceAmount.refine(({ amountMinor }) => amountMinor > 0, { path: ['amountMinor'], message: 'a bundle is not free' }))
    .min(1, 'set a price')
    .max(10)
    .refine((prices) => hasEachOnce(prices.map(({ currency }) => currency)), 'names a currency twice'),
});
export type CreateJointBundleInput = z.infer<typeof CreateJointBundleInput>;

export const JointBundleInput = z.strictObject({ productId: ProductId });
export type JointBundleInput = z.infer<typeof JointBundleInput>;

const cursor = z.string().max(200).regex(/^[A-Za-z0-9_-]+$/, 'not a cursor').optional();
export const ListJointBundlesInput = z.strictObject({ cursor, limit: z.number().int().min(1).max(100).default(20) });
export type ListJointBundlesInput = z.infer<typeof ListJointBundlesInput>;

export const SearchBundlePartsInput = z.strictObject({ q: z.string().trim().min(1).max(100) });
export type SearchBundlePartsInput = z.infer<typeof SearchBundlePartsInput>;

/** Something of any seller's that a bundle may hold, with its forms and prices. */
export const FoundPart = BundleCandidate.extend({ sellerSlug: z.string(), sellerName: z.string() });
export type FoundPart = z.infer<typeof FoundPart>;

export const ConsentStatus = z.enum(['asked', 'agreed', 'declined']);
export type ConsentStatus = z.infer<typeof ConsentStatus>;

export const JointBundle = z.object({
  id: z.string(),
  slug: z.string(),
  title: z.string(),
  summary: z.string(),
  status: ProductStatus,
  /** Who presents it. */
  sellerSlug: z.string(),
  sellerName: z.string(),
  createdAt: z.string(),
  parts: z.array(EditedPart.omit({ prices: true })),
  /** Per currency: what it costs, what its parts cost by themselves, and for each part, in their order, what it costs alone and has of the price. `null` where a part has no price in it. */
  prices: z.array(z.object({ currency: z.string(), amountMinor: z.number().int(), listMinor: z.number().int().nullable(), shares: z.array(z.object({ aloneMinor: z.number().int(), shareMinor: z.number().int() })).nullable() })),
  consents: z.array(z.object({ sellerSlug: z.string(), sellerName: z.string(), status: ConsentStatus, decidedAt: z.string().nullable() })),
  /** What keeps it from being published. */
  missing: z.array(z.string()),
});
export type JointBundle = z.infer<typeof JointBundle>;
export const JointBundlePage = z.object({ items: z.array(JointBundle), nextCursor: z.string().nullable() });
export type JointBundlePage = z.infer<typeof JointBundlePage>;

export const ListConsentsInput = SellerInput.extend({ cursor });
export type ListConsentsInput = z.infer<typeof ListConsentsInput>;

export const AnswerConsentInput = SellerInput.extend({ productId: ProductId, answer: z.enum(['agreed', 'declined']) });
export type AnswerConsentInput = z.infer<typeof AnswerConsentInput>;
