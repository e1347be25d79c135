import type { AvatarView } from './contracts/account';
import type { ImageFormats, ProductImageView } from './contracts/images';

/** Box a picture is fitted into, in pixels of its longer side; smaller pictures are not enlarged. */
export const IMAGE_SIZES = { thumb: 160, medium: 640, large: 1600 } as const;
export type ImageSize = keyof typeof IMAGE_SIZES;
export const IMAGE_FORMATS = ['avif', 'webp'] as const;
export type ImageFormat = (typeof IMAGE_FORMATS)[number];

export const IMAGES_PREFIX = '/images/';

const PATH = /^\/images\/([0-9a-f]{64})-([a-z]{1,10})\.([a-z]{1,6})$/;

/** What a picture's row holds of it. `sha256` is of the file as it was uploaded. */
export interface ImageRow {
  id: string;
  sha256: string;
  alt: string;
  width: number;
  height: number;
}

/** Where one size and format of a picture lies in storage. */
export function imageKeyOf(sha256: string, size: ImageSize, format: ImageFormat): string {
  return `images/${sha256}/${size}.${format}`;
}

/** The address one size and format is served at. */
export function imagePathOf(sha256: string, size: ImageSize, format: ImageFormat): string {
  return `${IMAGES_PREFIX}${sha256}-${size}.${format}`;
}

/** What an address names, if it can be one of ours. */
export function parseImagePath(path: string): { sha256: string; size: ImageSize; format: ImageFormat } | null {
  const [, sha256 = '', size = '', format = ''] = PATH.exec(path) ?? [];
  const known = IMAGE_FORMATS.find((each) => each === format);
  return isImageSize(size) && known ? { sha256, size, format: known } : null;
}

function isImageSize(text: string): text is ImageSize {
  return Object.hasOwn(IMAGE_SIZES, text);
}

/** A picture as pages show it. */
export function toProductImageView({ id, sha256, alt, width, height }: ImageRow): ProductImageView {
  const formats = (size: ImageSize): ImageFormats => ({ avif: imagePathOf(sha256, size, 'avif'), webp: imagePathOf(sha256, size, 'webp') });
  return { id, alt, width, height, thumb: formats('thumb'), medium: formats('medium'), large: formats('large') };
}

/** A person's picture as pages show it. */
export function toAvatarView(sha256: string | null): AvatarView | null {
  if (sha256 === null) return null;
  const formats = (size: ImageSize): ImageFormats => ({ avif: imagePathOf(sha256, size, 'avif'), webp: imagePathOf(sha256, size, 'webp') });
  return { thumb: formats('thumb'), medium: formats('medium') };
}

/** Pixels of a picture fitted into the box of a size. */
export function fitImage({ width, height }: { width: number; height: number }, box: number): { width: number; height: number } {
  const scale = Math.min(1, box / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}
