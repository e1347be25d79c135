import clsx from 'clsx';
import type { ProductImageView } from '@/shared/contracts/images';
import { fitImage, IMAGE_SIZES, type ImageFormat, type ImageSize } from '@/shared/image-address';

export interface ProductPhotoProps {
  image: ProductImageView;
  /** How wide it is drawn, as of `<img sizes>`: "(min-width: 1024px) 320px, 50vw". */
  sizes: string;
  /** Gives the box: `aspect-square`, `size-12`. The picture stands whole inside it, on the page's sunken tone. */
  className?: string;
  /** The picture a page opens with: loaded at once and first. Others wait until they are near. */
  first?: boolean;
  /** Spoken when the picture has no words of its own; empty where its name stands beside it. */
  fallbackAlt?: string;
}

const SIZES: readonly ImageSize[] = ['thumb', 'medium', 'large'];

/** Each address with the width its file has: of a portrait the box is its height. */
function sourceSet(image: ProductImageView, format: ImageFormat): string {
  return SIZES.map((size) => `${image[size][format]} ${fitImage(image, IMAGE_SIZES[size]).width}w`).join(', ');
}

/** A photograph of a product, in the size and format that the screen and browser ask for. Its box is known before it loads, so nothing moves. */
export function ProductPhoto({ image, sizes, className, first = false, fallbackAlt = '' }: ProductPhotoProps) {
  return (
    <picture className={clsx('photo', className)}>
      <source type="image/avif" srcSet={sourceSet(image, 'avif')} sizes={sizes} />
      <source type="image/webp" srcSet={sourceSet(image, 'webp')} sizes={sizes} />
      <img src={image.medium.webp} alt={image.alt || fallbackAlt} width={image.width} height={image.height}
        loading={first ? 'eager' : 'lazy'} decoding="async" fetchPriority={first ? 'high' : undefined} />
    </picture>
  );
}
