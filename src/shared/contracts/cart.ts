import { z } from 'zod';
import { COUNTRIES } from '../countries';
import { isCurrency } from '../money';
import { ProductImageView } from './images';
import { Interval } from './interval';
import { VariantId } from './orders';

export const Currency = z.string().refine(isCurrency, 'not a currency we sell in');
export const Country = z.enum(COUNTRIES);
export const CouponCode = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^[A-Z0-9-]{3,40}$/, 'three to forty letters, digits and hyphens');

const Quantity = z.number().int().min(1).max(1000);
const ProductId = z.string().regex(/^prd_[0-9a-z]{26}$/, 'not a product id');

/** Prices, titles and sellers are the database's: any such field is refused. */
export const AddToCartInput = z.strictObject({
  variantId: VariantId,
  quantity: Quantity.default(1),
  /** Of a bundle: part product id → variant id, for the parts that come in several forms. */
  choices: z.record(ProductId, VariantId).refine((choices) => Object.keys(choices).length <= 50, 'too many choices').default({}),
});
export type AddToCartInput = z.infer<typeof AddToCartInput>;

export const ChangeQuantityInput = z.strictObject({ variantId: VariantId, quantity: Quantity });
export type ChangeQuantityInput = z.infer<typeof ChangeQuantityInput>;

export const RemoveFromCartInput = z.strictObject({ variantId: VariantId });
export type RemoveFromCartInput = z.infer<typeof RemoveFromCartInput>;

export const ApplyCouponInput = z.strictObject({ code: CouponCode });
export type ApplyCouponInput = z.infer<typeof ApplyCouponInput>;

/** What is left out stays as it is. */
export const SetDestinationInput = z.strictObject({
  country: Country.optional(),
  /** Buys for this organization; null: for oneself. */
  organizationId: z.string().regex(/^org_[0-9a-z]{26}$/).nullable().optional(),
  currency: Currency.optional(),
});
export type SetDestinationInput = z.infer<typeof SetDestinationInput>;

export const CART_PROBLEMS = [
  'not_for_sale', 'sold_out', 'too_many', 'owned', 'other_currency', 'choice_missing', 'personal_license', 'not_a_buyer', 'own_product',
  'country_missing', 'not_shipped_there', 'coupon_unknown', 'coupon_ended', 'coupon_used', 'coupon_not_applicable', 'below_minimum', 'too_many_lines', 'drop',
  'several_subscriptions', 'too_many_beside', 'not_a_seller',
] as const;

/** Why something cannot be bought as it stands; with one of these nothing is ordered. */
export const CartProblem = z.object({ reason: z.enum(CART_PROBLEMS), message: z.string() });
export type CartProblem = z.infer<typeof CartProblem>;

export const CartPart = z.object({
  productId: z.string(),
  productSlug: z.string(),
  productType: z.string(),
  title: z.string(),
  /** The form it comes in; null while the buyer has yet to choose. */
  variantId: z.string().nullable(),
  variantTitle: z.string(),
  listMinor: z.number().int(),
  shareMinor: z.number().int(),
  owned: z.boolean(),
});
export type CartPart = z.infer<typeof CartPart>;

export const CartLine = z.object({
  variantId: z.string(),
  productId: z.string(),
  productSlug: z.string(),
  productType: z.string(),
  kind: z.string(),
  title: z.string(),
  variantTitle: z.string(),
  sellerSlug: z.string(),
  sellerName: z.string(),
  license: z.string().nullable(),
  quantity: z.number().int(),
  /** How often it is paid again; null: once. */
  interval: Interval.nullable(),
  /** Days before its first payment. */
  trialDays: z.number().int(),
  /** List price of one; of what is paid again, each time. */
  unitPriceMinor: z.number().int(),
  /** What the line costs now, before a coupon; 0 while it cannot be bought, and for a trial. */
  lineMinor: z.number().int(),
  /** Units that may still be bought; null when not counted. */
  available: z.number().int().nullable(),
  /** Its first picture; null: the cover is drawn. */
  image: ProductImageView.nullable(),
  /** Of a bundle: what it holds, owned parts taken off. */
  parts: z.array(CartPart),
  /** What it cost when the buyer last saw it, where that is not what it costs now. */
  seenMinor: z.number().int().nullable(),
  problems: z.array(CartProblem),
});
export type CartLine = z.infer<typeof CartLine>;

export const CartSeller = z.object({
  sellerSlug: z.string(),
  sellerName: z.string(),
  handlingDays: z.number().int(),
  shipping: z.object({ name: z.string(), parcels: z.number().int(), shippingMinor: z.number().int() }).nullable(),
});
export type CartSeller = z.infer<typeof CartSeller>;

/** The cart: a quote of this moment, and what has changed since the buyer last looked. Amounts in minor units. */
export const CartView = z.object({
  currency: z.string(),
  /** Currencies in which everything in it has a price. */
  currencies: z.array(z.string()),
  country: z.string().nullable(),
  organizationId: z.string().nullable(),
  couponCode: z.string().nullable(),
  lines: z.array(CartLine),
  sellers: z.array(CartSeller),
  /** The coupon, when it takes something off. */
  coupon: z.object({ code: z.string(), discountMinor: z.number().int() }).nullable(),
  subtotalMinor: z.number().int(),
  discountMinor: z.number().int(),
  shippingMinor: z.number().int(),
  totalMinor: z.number().int(),
  /** Of no single line: the coupon, the country, the sum. */
  problems: z.array(CartProblem),
  needsShipping: z.boolean(),
  /** Units in it. */
  count: z.number().int(),
});
export type CartView = z.infer<typeof CartView>;

export const CartCount = z.object({ count: z.number().int() });
export type CartCount = z.infer<typeof CartCount>;
