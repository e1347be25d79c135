import { AppError } from '@/shared/errors';
import { inspectPicture } from './inspect-picture';

/** Sides of a person's picture, in pixels; smaller ones are not enlarged. */
const MAX_SIDE = 640;
const MIN_SIDE = 32;
const MAX_PIXELS = 50_000_000;

/**
 * The middle of a picture as a square, upright, as a PNG with nothing but pixels in it. Throws what `inspectPicture` does, and UNPROCESSABLE for what is damaged, smaller than 32
 * pixels or larger than 50 megapixels.
 */
export async function squarePicture(content: Buffer): Promise<Buffer> {
  inspectPicture(content);
  try {
    const { default: sharp } = await import('sharp');
    sharp.cache(false);
    const source = sharp(content, { limitInputPixels: MAX_PIXELS, failOn: 'error', sequentialRead: true });
    const { autoOrient } = await source.metadata();
    const side = Math.min(MAX_SIDE, autoOrient.width, autoOrient.height);
    if (side < MIN_SIDE) throw new AppError('UNPROCESSABLE', `The picture needs at least ${MIN_SIDE} pixels on each side.`, { field: 'image', reason: 'image_small' });
    return await source.autoOrient().resize({ width: side, height: side, fit: 'cover', position: 'centre' }).toColourspace('srgb').png().toBuffer();
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new AppError('UNPROCESSABLE', 'The picture is damaged or larger than 50 megapixels. Please choose another.', { field: 'image', reason: 'image_broken', cause: error });
  }
}
