import { z } from 'zod';
import { isCurrency, MINIMUM_CHARGE_MINOR } from '../money';
import { ProductCondition } from './catalog';
import { isBelowMinimum, MAX_PRICE_MINOR, PackSlug } from './ingest';
import { lineOf, optionalLineOf, textOf } from './text';

const Tag = z.string().min(1).max(32).regex(/^[a-z0-9][a-z0-9.+#-]*$/, { message: 'must be lower-case letters, digits and . + # -' });
const Units = z.int().min(0).max(1_000_000);
const Grams = z.int().min(1).max(100_000);

/** Amounts in minor units by currency: {"usd": 12800, "eur": 11900}. */
const Prices = z.record(z.string(), z.int().min(0).max(MAX_PRICE_MINOR)).superRefine((prices, context) => {
  for (const [currency, amount] of Object.entries(prices)) {
    if (!isCurrency(currency)) context.addIssue({ code: 'custom', path: [currency], message: 'is not a currency this shop sells in' });
    else if (isBelowMinimum(amount, currency)) context.addIssue({ code: 'custom', path: [currency], message: `must be 0 or at least ${MINIMUM_CHARGE_MINOR[currency]}, the least that can be charged in ${currency}` });
  }
});

/** One form of a thing, as a size. What it leaves out is the product's. */
export const GoodsVariant = z.strictObject({
  sku: lineOf(64).meta({ description: 'The seller’s own word for this form, unique in their shop' }),
  options: z.record(lineOf(30), lineOf(40)).default({}).meta({ description: '{"size": "42"}' }),
  prices: Prices.optional(),
  weight_grams: Grams.optional(),
  stock: Units.nullable().optional().meta({ description: 'Units received; null: not counted' }),
});
export type GoodsVariant = z.infer<typeof GoodsVariant>;

/** A thing that is sent in a parcel, with its forms. */
export const GoodsProduct = z
  .strictObject({
    slug: PackSlug,
    title: lineOf(120),
    type: z.enum(['sneaker', 'physical']).default('physical'),
    brand: optionalLineOf(80).default(''),
    condition: ProductCondition.default('new'),
    summary: optionalLineOf(240).default(''),
    description: textOf(100_000).default('').meta({ description: 'Markdown' }),
    tags: z.array(Tag).max(20).default([]),
    prices: Prices.optional(),
    weight_grams: Grams.optional(),
    stock: Units.optional().meta({ description: 'Units that all forms share; leave it out where each has its own' }),
    images: z.array(z.strictObject({ path: z.string().min(1).max(512), alt: optionalLineOf(200).default('') })).max(12).default([]).meta({ description: 'Pictures beside the index, and what each shows' }),
    released_at: z.iso.date().optional(),
    variants: z.array(GoodsVariant).min(1).max(200),
  })
  .superRefine((product, context) => {
    const complain = (path: (string | number)[], message: string) => context.addIssue({ code: 'custom', path, message });
    const skus = new Set<string>();
    const forms = new Set<string>();
    for (const [index, variant] of product.variants.entries()) {
      const form = JSON.stringify(Object.entries(variant.options).sort());
      if (skus.has(variant.sku)) complain(['variants', index, 'sku'], 'is there twice');
      if (forms.has(form)) complain(['variants', index, 'options'], 'are those of another form of this product');
      if (Object.keys(variant.prices ?? product.prices ?? {}).length === 0) complain(['variants', index, 'prices'], 'say what it costs in at least one currency');
      if (product.stock !== undefined && variant.stock !== undefined) complain(['variants', index, 'stock'], 'the forms share one stock, or have one each: not both');
      skus.add(variant.sku);
      forms.add(form);
    }
  });
export type GoodsProduct = z.infer<typeof GoodsProduct>;
