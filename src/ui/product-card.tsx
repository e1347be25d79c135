'use client';

import type { ProductImageView } from '@/shared/contracts/images';
import { OwnChip } from '@/ui/chip';
import type { CoverPart } from '@/ui/covers/cover';
import { ProductCover } from '@/ui/covers/product-cover';
import { ProductPhoto } from '@/ui/product-photo';
import { RatingMark } from '@/ui/stars';

export interface ProductCardProps {
  href: string;
  slug: string;
  /** Decides the family of the cover: node, next, runbook, sneaker. */
  kind: string;
  /** A photograph; without one the cover is drawn. Not spoken: the name stands below it. */
  image?: ProductImageView | null;
  /** Of a bundle: what its cover is drawn from. */
  parts?: readonly CoverPart[];
  soldOut?: boolean;
  /** What buyers gave it; null before the first. */
  rating?: { count: number; sum: number } | null;
  title: string;
  seller?: string;
  /** Kind and version in words: "Notebook 2.1". */
  meta?: string;
  /** Already in words: "$49", "Free". */
  price: string;
  /** From an entitlement, never by hand. */
  owned?: boolean;
}

/** A product on the shelf: its cover, name, seller, kind and price. Put it in a list item. */
export function ProductCard({ href, slug, kind, image, parts, title, seller, meta, price, rating = null, soldOut = false, owned = false }: ProductCardProps) {
  return (
    <a href={href} className="group block">
      {image ? <ProductPhoto image={{ ...image, alt: '' }} sizes="(min-width: 1280px) 270px, (min-width: 768px) 30vw, 46vw" className="aspect-square" /> : <ProductCover slug={slug} kind={kind} {...(parts && { parts })} className="aspect-square" />}
      <div className="pt-3">
        <h3 className="text-[15px] sm:text-base font-semibold leading-[21px] tracking-[-0.01em] line-clamp-2 group-hover:underline underline-offset-3 decoration-1">{title}</h3>
        {seller && <p className="text-sm text-ink-2 mt-0.5 line-clamp-1">{seller}</p>}
        {rating && <p className="text-sm mt-0.5"><RatingMark {...rating} /></p>}
        <div className="mt-2 min-h-6 flex flex-wrap items-center gap-x-2 gap-y-1 justify-between text-sm">
          <span className="text-ink-2">{meta}{soldOut && <span className="text-ink-3">, sold out</span>}</span>
          {owned ? <OwnChip /> : <span className="font-semibold whitespace-nowrap">{price}</span>}
        </div>
      </div>
    </a>
  );
}
