'use client';

import { ProductCard, type ProductCardProps } from '@/ui/product-card';
import { useKeys } from './owned';

/** A card that turns brass once the browser knows that the viewer holds a key: the page itself says nothing of the viewer, so it may be cached. */
export function OwnedCard({ productId, ...card }: Omit<ProductCardProps, 'owned'> & { productId: string }) {
  return <ProductCard {...card} owned={useKeys().has(productId)} />;
}
