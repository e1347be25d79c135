import { AppError } from '@/shared/errors';
import { inspectPicture } from './inspect-picture';
import { createTurnstile } from './one-at-a-time';

const MAX_PIXELS = 50_000_000;
/** Enough to read a screenshot. */
const LONGEST_SIDE = 2_400;

/** A picture encoded anew, as WebP. Pixels. */
export interface CleanPicture {
  content: Buffer;
  width: number;
  height: number;
}

const inTurn = createTurnstile();

/**
 * Decodes a picture to its last pixel and encodes it anew, upright and no longer than 2400 pixels: place and time of the shot, and whatever else is not picture, stay
 * behind. Throws what `inspectPicture` does, and UNPROCESSABLE for what cannot be decoded.
 */
export async function cleanPicture(content: Buffer): Promise<CleanPicture> {
  inspectPicture(content);
  return inTurn(async () => {
    try {
      // Loaded late: most processes see no picture, and the library takes its memory at once.
      const { default: sharp } = await import('sharp');
      sharp.cache(false);
      const { data, info } = await sharp(content, { limitInputPixels: MAX_PIXELS, failOn: 'error', sequentialRead: true })
        .autoOrient()
        .resize({ width: LONGEST_SIDE, height: LONGEST_SIDE, fit: 'inside', withoutEnlargement: true })
        .webp({ quality: 82 })
        .toBuffer({ resolveWithObject: true });
      return { content: data, width: info.width, height: info.height };
    } catch (error) {
      throw new AppError('UNPROCESSABLE', 'The picture is damaged or has more than 50 megapixels. Please save it again, or choose another.', { field: 'fileName', reason: 'image_broken', cause: error });
    }
  });
}
