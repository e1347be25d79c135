import { z } from 'zod';
import { CouponCode, Currency } from './cart';
import { Cursor } from './cursor';
import { SellerInput } from './sellers';

const amount = z.number().int().min(1).max(99_999_999);

/** Ten percent are 1,000 basis points. */
const Cut = z.union([
  z.strictObject({ percentBps: z.number().int().min(1).max(10_000) }),
  z.strictObject({ amountMinor: amount, currency: Currency }),
]);
export type CouponCut = z.infer<typeof Cut>;

const CouponTerms = z.strictObject({
  code: CouponCode,
  cut: Cut,
  /** For this product alone, by its slug. */
  product: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'not a product').max(80).optional(),
  /** Goods it is for must cost as much; in the coupon's currency, or in one of its own. */
  least: z.strictObject({ amountMinor: amount, currency: Currency }).optional(),
  isFirstPurchase: z.boolean().default(false),
  startsAt: z.iso.datetime().optional(),
  endsAt: z.iso.datetime().optional(),
  /** Uses by everybody, and by each buyer. */
  maxRedemptions: z.number().int().min(1).max(1_000_000).optional(),
  maxPerBuyer: z.number().int().min(1).max(1_000).default(1),
});

export const CreateCouponInput = SellerInput.extend({ coupon: CouponTerms });
export type CreateCouponInput = z.infer<typeof CreateCouponInput>;

export const CreatePlatformCouponInput = z.strictObject({ coupon: CouponTerms });
export type CreatePlatformCouponInput = z.infer<typeof CreatePlatformCouponInput>;
export type CouponTerms = z.infer<typeof CouponTerms>;

const page = { cursor: Cursor.optional(), limit: z.number().int().min(1).max(100).default(50) };
export const ListCouponsInput = SellerInput.extend(page);
export type ListCouponsInput = z.infer<typeof ListCouponsInput>;
export const ListPlatformCouponsInput = z.strictObject(page);
export type ListPlatformCouponsInput = z.infer<typeof ListPlatformCouponsInput>;

export const CouponId = z.string().regex(/^cpn_[0-9a-z]{26}$/, 'not a coupon id');
export const ArchiveCouponInput = SellerInput.extend({ couponId: CouponId });
export type ArchiveCouponInput = z.infer<typeof ArchiveCouponInput>;
export const ArchivePlatformCouponInput = z.strictObject({ couponId: CouponId });
export type ArchivePlatformCouponInput = z.infer<typeof ArchivePlatformCouponInput>;

export const CouponState = z.enum(['active', 'scheduled', 'ended', 'used_up', 'archived']);
export type CouponState = z.infer<typeof CouponState>;

export const CouponView = z.object({
  id: z.string(),
  code: z.string(),
  state: CouponState,
  percentBps: z.number().int().nullable(),
  amountMinor: z.number().int().nullable(),
  /** Of amount and least. */
  currency: z.string().nullable(),
  productSlug: z.string().nullable(),
  productTitle: z.string().nullable(),
  leastMinor: z.number().int(),
  isFirstPurchase: z.boolean(),
  startsAt: z.string(),
  endsAt: z.string().nullable(),
  maxRedemptions: z.number().int().nullable(),
  maxPerBuyer: z.number().int(),
  /** Uses that were paid for, and those of orders still open. */
  redeemed: z.number().int(),
  held: z.number().int(),
  /** What it has taken off paid orders, per currency. */
  taken: z.array(z.object({ currency: z.string(), amountMinor: z.number().int() })),
  createdAt: z.string(),
});
export type CouponView = z.infer<typeof CouponView>;

export const CouponPage = z.object({ items: z.array(CouponView), nextCursor: z.string().nullable() });
export type CouponPage = z.infer<typeof CouponPage>;
