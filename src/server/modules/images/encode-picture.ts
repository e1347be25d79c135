import type { Sharp } from 'sharp';
import { AppError } from '@/shared/errors';
import { fitImage, IMAGE_FORMATS, IMAGE_SIZES, type ImageFormat, type ImageSize } from '@/shared/image-address';
import { inspectPicture } from './inspect-picture';

/** More than any camera's; a file of ten megabytes may unfold to a hundred times as much. */
const MAX_PIXELS = 50_000_000;
/** The AVIF encoder's effort, 0 to 9: above 2 a picture takes many times as long for a few percent. */
const AVIF = { quality: 58, effort: 2 };
const WEBP = { quality: 80 };
const LARGEST_FIRST: readonly ImageSize[] = ['large', 'medium', 'thumb'];

/** One size and format, ready to be stored. Pixels. */
export interface EncodedFile {
  size: ImageSize;
  format: ImageFormat;
  content: Buffer;
  width: number;
  height: number;
}

/** A picture upright, in all sizes and formats. Width and height are the original's as it is looked at. */
export interface EncodedPicture {
  width: number;
  height: number;
  files: EncodedFile[];
}

/**
 * Decodes a picture to its last pixel and encodes it anew in three sizes and two formats, turned as its camera was held. What is not picture stays behind: place and time of the
 * shot, comments, colour profiles, other frames. Throws what `inspectPicture` does, and UNPROCESSABLE for more than 50 megapixels.
 */
export async function encodePicture(content: Buffer): Promise<EncodedPicture> {
  inspectPicture(content);
  try {
    return await encode(content);
  } catch (error) {
    const isTooLarge = error instanceof Error && /pixel limit|too large|exceeds/i.test(error.message);
    throw isTooLarge
      ? new AppError('UNPROCESSABLE', 'The picture has more than 50 megapixels. Please send a smaller one.', { field: 'image', reason: 'image_pixels', cause: error })
      : new AppError('UNPROCESSABLE', 'The picture is damaged. Please save it again, or choose another.', { field: 'image', reason: 'image_broken', cause: error });
  }
}

async function encode(content: Buffer): Promise<EncodedPicture> {
  // Loaded late: most processes see no picture, and the library takes its memory at once.
  const { default: sharp } = await import('sharp');
  sharp.cache(false);
  const source = sharp(content, { limitInputPixels: MAX_PIXELS, failOn: 'error', sequentialRead: true });
  const { autoOrient: original } = await source.metadata();
  const files: EncodedFile[] = [];
  // Each size is made of the next larger one: the original is decoded once.
  let from: Sharp = source.autoOrient();
  for (const size of LARGEST_FIRST) {
    const { data, info } = await from.resize({ ...fitImage(original, IMAGE_SIZES[size]), fit: 'fill' }).toColourspace('srgb').raw({ depth: 'uchar' }).toBuffer({ resolveWithObject: true });
    const pixels = sharp(data, { raw: { width: info.width, height: info.height, channels: info.channels } });
    for (const format of IMAGE_FORMATS) {
      const encoded = await (format === 'avif' ? pixels.clone().avif(AVIF) : pixels.clone().webp(WEBP)).toBuffer();
      files.push({ size, format, content: encoded, width: info.width, height: info.height });
    }
    from = pixels;
  }
  return { width: original.width, height: original.height, files };
}
