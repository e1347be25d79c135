import { z } from 'zod';

/** Addresses of one size. */
export const ImageFormats = z.object({ avif: z.string(), webp: z.string() });
export type ImageFormats = z.infer<typeof ImageFormats>;

/** A picture of a product. `width` and `height` are the original's; addresses are made of its content, so what they answer never changes. */
export const ProductImageView = z.object({
  id: z.string(),
  /** What it shows, for those who do not see it; empty when nobody has said. */
  alt: z.string(),
  width: z.number().int(),
  height: z.number().int(),
  thumb: ImageFormats,
  medium: ImageFormats,
  large: ImageFormats,
});
export type ProductImageView = z.infer<typeof ProductImageView>;
