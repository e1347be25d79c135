'use client';

import { useState } from 'react';
import type { ProductImageView } from '@/shared/contracts/images';
import { ProductCover } from '@/ui/covers/product-cover';
import { ProductPhoto } from '@/ui/product-photo';

export interface GalleryProps {
  images: readonly ProductImageView[];
  slug: string;
  type: string;
  title: string;
}

/** The pictures of a thing, one large and the others to choose from; the cover where there are none. */
export function Gallery({ images, slug, type, title }: GalleryProps) {
  const [chosen, setChosen] = useState(0);
  const shown = images[chosen] ?? images[0];
  if (!shown) return <ProductCover slug={slug} kind={type} title={`Cover of ${title}`} className="aspect-square" />;
  return (
    <>
      <ProductPhoto key={shown.id} image={shown} first sizes="(min-width: 1328px) 733px, (min-width: 1024px) 55vw, 92vw" fallbackAlt={title} className="aspect-square" />
      {images.length > 1 && (
        <fieldset className="grid grid-cols-4 gap-3 lg:gap-4 mt-3 lg:mt-4">
          <legend className="sr-only">Pictures</legend>
          {images.map((image, index) => (
            <label key={image.id} className="frame">
              <input type="radio" name="picture" value={image.id} checked={image.id === shown.id} onChange={() => setChosen(index)} aria-label={image.alt || `Picture ${index + 1} of ${images.length}`} />
              <ProductPhoto image={{ ...image, alt: '' }} sizes="(min-width: 1024px) 170px, 22vw" className="aspect-square" />
            </label>
          ))}
        </fieldset>
      )}
    </>
  );
}
