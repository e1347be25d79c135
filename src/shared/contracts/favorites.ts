import { z } from 'zod';
import { ProductCard } from './catalog';
import { Cursor } from './cursor';

const ProductId = z.string().regex(/^prd_[0-9a-z]{26}$/, 'not a product id');

export const FavoriteInput = z.strictObject({ productId: ProductId });
export type FavoriteInput = z.infer<typeof FavoriteInput>;

export const ListFavoritesInput = z.strictObject({ cursor: Cursor.optional() });
export type ListFavoritesInput = z.infer<typeof ListFavoritesInput>;

/** Something a person keeps to come back to. */
export const Favorite = z.object({
  product: ProductCard,
  keptAt: z.string(),
  /** What it cost when it was kept, or at the last drop they were told of; null where the currency is another now. */
  priceSeenMinor: z.number().int().nullable(),
  versionSeen: z.string().nullable(),
});
export type Favorite = z.infer<typeof Favorite>;

export const FavoritePage = z.object({
  favorites: z.array(Favorite),
  /** Kept, and not for sale just now; of this page. */
  away: z.number().int(),
  nextCursor: z.string().nullable(),
});
export type FavoritePage = z.infer<typeof FavoritePage>;
