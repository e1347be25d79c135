'use client';

import { ProductCard, type ProductCardProps } from '@/ui/product-card';
import { FavoriteButton } from '@/app/_favorites/favorite-button';
import { useKeys } from './owned';

/** A card that turns brass once the browser knows that the viewer holds a key, with a heart to keep it: the page itself says nothing of the viewer, so it may be cached. */
export function OwnedCard({ productId, ...card }: Omit<ProductCardProps, 'owned'> & { productId: string }) {
  return (
    <div className="relative">
      <ProductCard {...card} owned={useKeys().has(productId)} />
      <FavoriteButton productId={productId} title={card.title} className="absolute top-1.5 right-1.5 rounded-full bg-surface border border-line" />
    </div>
  );
}
