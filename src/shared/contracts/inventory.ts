import { z } from 'zod';
import { SortedCursor } from './cursor';
import { VariantId } from './orders';
import { SellerInput } from './sellers';
import { textOf } from './text';

const LevelId = z.string().regex(/^stk_[0-9a-z]{26}$/, 'not a stock');
const cursor = z.string().max(200).regex(/^[A-Za-z0-9_-]+$/, 'not a cursor').optional();
const Units = z.number().int().min(0).max(1_000_000);

/** Why a seller sets stock right: units came, were counted, broke or went missing. */
export const ADJUST_REASONS = ['received', 'counted', 'damaged', 'lost'] as const;
export const AdjustReason = z.enum(ADJUST_REASONS);
export type AdjustReason = z.infer<typeof AdjustReason>;

export const MOVEMENT_REASONS = [...ADJUST_REASONS, 'sold', 'sale_undone', 'canceled', 'returned'] as const;
export const MovementReason = z.enum(MOVEMENT_REASONS);
export type MovementReason = z.infer<typeof MovementReason>;

/** By the product's name, or by how many units of it are to be had. */
export const StockSort = z.enum(['name-up', 'name-down', 'units-up', 'units-down']);
export type StockSort = z.infer<typeof StockSort>;

export const ListStockInput = SellerInput.extend({
  /** Without it newest first. */
  sort: StockSort.optional(),
  cursor: SortedCursor.optional(),
  /** Products, each with all of its stock. */
  limit: z.number().int().min(1).max(50).default(20),
  /** Part of a product's title or of a SKU. */
  q: z.string().trim().max(120).default(''),
  show: z.enum(['all', 'low', 'sold_out']).default('all'),
});
export type ListStockInput = z.infer<typeof ListStockInput>;

/** `units` are those that came, broke or went missing; with `counted`, all that are on the shelf. */
export const AdjustStockInput = SellerInput.extend({ levelId: LevelId, reason: AdjustReason, units: Units, note: textOf(500).default('') });
export type AdjustStockInput = z.infer<typeof AdjustStockInput>;

/** At or below `lowAt` on hand the seller is told; null: never. */
export const SetLowStockInput = SellerInput.extend({ levelId: LevelId, lowAt: Units.nullable() });
export type SetLowStockInput = z.infer<typeof SetLowStockInput>;

export const ListMovementsInput = SellerInput.extend({ levelId: LevelId, cursor, limit: z.number().int().min(1).max(100).default(30) });
export type ListMovementsInput = z.infer<typeof ListMovementsInput>;

export const StockAlertInput = z.strictObject({ variantId: VariantId });
export type StockAlertInput = z.infer<typeof StockAlertInput>;

/** One stock: of a size, or of a product whose sizes share it. */
export const StockLevelView = z.object({
  levelId: z.string(),
  /** The sizes that sell from it, such as "42" or "S, M, L"; empty for what has one form. */
  title: z.string(),
  onHand: z.number().int(),
  reserved: z.number().int(),
  available: z.number().int(),
  lowAt: z.number().int().nullable(),
});
export type StockLevelView = z.infer<typeof StockLevelView>;

export const StockedProduct = z.object({ productId: z.string(), slug: z.string(), title: z.string(), type: z.string(), status: z.string(), levels: z.array(StockLevelView) });
export type StockedProduct = z.infer<typeof StockedProduct>;

export const StockPage = z.object({ items: z.array(StockedProduct), nextCursor: z.string().nullable() });
export type StockPage = z.infer<typeof StockPage>;

export const MovementView = z.object({
  id: z.string(),
  at: z.string(),
  delta: z.number().int(),
  reason: MovementReason,
  note: z.string(),
  variantTitle: z.string(),
  /** Of a sale, such as LK-20001. */
  orderNumber: z.string().nullable(),
  /** Null: nobody in person. */
  actorName: z.string().nullable(),
});
export type MovementView = z.infer<typeof MovementView>;

export const MovementPage = z.object({
  product: z.object({ slug: z.string(), title: z.string() }),
  level: StockLevelView,
  items: z.array(MovementView),
  nextCursor: z.string().nullable(),
});
export type MovementPage = z.infer<typeof MovementPage>;

/** Whether the viewer waits to be told that something is back. */
export const StockAlertView = z.object({ isWaiting: z.boolean() });
export type StockAlertView = z.infer<typeof StockAlertView>;
