import type { ProductKind } from '@/shared/contracts/catalog';
import type { Inventory, VariantInput } from '@/shared/contracts/publishing';
import { AppError } from '@/shared/errors';
import { toSlug } from '@/shared/to-slug';
import type { VariantRow } from './variants.queries';

/** A form as it is to be: `id` of one that was there before, on sale or not. */
export interface PlannedVariant {
  id: string | null;
  license: string | null;
  options: Record<string, string>;
  title: string;
  sku: string;
  weightGrams: number | null;
  position: number;
}

export interface VariantPlan {
  variants: PlannedVariant[];
  /** Forms on sale that are not any more. */
  retired: string[];
}

export interface PlanInput {
  product: { kind: ProductKind; slug: string };
  known: readonly VariantRow[];
  wanted: readonly VariantInput[];
  inventory: Inventory | null;
}

/** Decides what becomes of a product's forms. A form is its licence, or its size and colour: one that was there before is the same one again, whatever its number. Throws INVALID_INPUT. */
export function planVariants({ product, known, wanted, inventory }: PlanInput): VariantPlan {
  assertFits(product.kind, wanted, inventory);
  const before = new Map(known.map((variant) => [identityOf(variant), variant]));
  const variants = wanted.map(({ license = null, size, color, sku, weightGrams }, position): PlannedVariant => {
    const options = { ...(size !== undefined && { size }), ...(color !== undefined && { color }) };
    const title = [size, color].filter((part) => part !== undefined).join(', ');
    const same = before.get(identityOf({ license, options }));
    const made = [product.slug, license ?? toSlug(title)].filter((part) => part !== '').join('-');
    return { id: same?.id ?? null, license, options, title, sku: sku ?? same?.sku ?? made.slice(0, 64), weightGrams, position };
  });
  assertEachOnce(variants.map(({ sku }) => sku), 'sku', (sku) => `The number ${sku} is used twice.`);
  const kept = new Set(variants.map(({ id }) => id));
  return { variants, retired: known.filter((variant) => !variant.isArchived && !kept.has(variant.id)).map(({ id }) => id) };
}

function identityOf({ license, options }: Pick<VariantRow, 'license' | 'options'>): string {
  return JSON.stringify([license, options.size ?? null, options.color ?? null]);
}

function assertFits(kind: ProductKind, wanted: readonly VariantInput[], inventory: Inventory | null): void {
  const refuse = (message: string, field = 'variants') => {
    throw new AppError('INVALID_INPUT', message, { field });
  };
  if (kind === 'membership' || kind === 'api') refuse('Its plans are not written here.');
  if (kind !== 'physical' && inventory !== null) refuse('Only goods are counted.', 'inventory');
  if (kind !== 'physical' && wanted.some(({ size, color, weightGrams }) => size !== undefined || color !== undefined || weightGrams !== null)) refuse('Only goods have sizes, colours and weights.');
  if (kind === 'bundle' && (wanted.length > 1 || wanted.some(({ license }) => license !== undefined))) refuse('A bundle comes in one form; its parts have theirs.');
  if (kind === 'download' && wanted.some(({ license }) => license === undefined)) refuse('A download is sold by licence: personal, or for a team.');
  if (kind === 'physical') assertGoods(wanted, { inventory, refuse });
  else assertEachOnce(wanted.map(({ license = '' }) => license), 'variants', (license) => `The ${license} licence is named twice.`);
}

function assertGoods(wanted: readonly VariantInput[], { inventory, refuse }: { inventory: Inventory | null; refuse: (message: string, field?: string) => void }): void {
  if (inventory === null) refuse('Say whether sizes share one stock or have one each.', 'inventory');
  if (wanted.some(({ license }) => license !== undefined)) refuse('Goods are sold without a licence.');
  const shapes = new Set(wanted.map(({ size, color }) => `${size !== undefined} ${color !== undefined}`));
  if (shapes.size > 1) refuse('Either every variant has a size, or none; and the same for colours.');
  assertEachOnce(wanted.map(({ size = '', color = '' }) => [size, color].filter((part) => part !== '').join(', ')), 'variants', (title) => (title === '' ? 'Without sizes or colours there is one variant.' : `${title} is named twice.`));
}

function assertEachOnce(values: readonly string[], field: string, message: (value: string) => string): void {
  const repeated = values.find((value, index) => values.indexOf(value) !== index);
  if (repeated !== undefined) throw new AppError('INVALID_INPUT', message(repeated), { field });
}
