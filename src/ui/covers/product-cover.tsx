'use client';

import clsx from 'clsx';
import { cover } from '@/ui/covers/cover';
import type { CoverPart } from '@/ui/covers/cover';

export interface ProductCoverProps extends CoverPart {
  parts?: readonly CoverPart[];
  /** Spoken name; leave it out where the product's name stands beside the cover. */
  title?: string;
  /** Gives the size: `size-12`, `aspect-square`. */
  className?: string;
}

/**
 * A product's poster, inline so that it follows the page's theme. A client component although it does nothing there: the page's data then
 * carries the slug instead of a second copy of the drawing, which halves the weight of a shelf.
 */
export function ProductCover({ className, ...input }: ProductCoverProps) {
  // The markup is ours and carries no text but an escaped title, so nothing a seller writes can become an element.
  return <div className={clsx('cover', className)} dangerouslySetInnerHTML={{ __html: cover(input) }} />;
}
