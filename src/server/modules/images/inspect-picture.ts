import { AppError } from '@/shared/errors';
import { pictureEndOf, pictureFormatOf, type PictureFormat } from './picture-format';

/** Most a picture may weigh. */
export const MAX_PICTURE_BYTES = 10 * 1024 * 1024;

/**
 * Checks a picture's bytes before anything decodes them: its format by its first bytes, and nothing after its end. Throws TOO_LARGE, UNSUPPORTED_MEDIA
 * (not a PNG, JPEG, WebP or AVIF), UNPROCESSABLE (broken, or carrying something else).
 */
export function inspectPicture(content: Buffer): PictureFormat {
  if (content.length > MAX_PICTURE_BYTES) throw new AppError('TOO_LARGE', 'A picture may be at most 10 MB.', { field: 'image', reason: 'image_bytes' });
  const format = pictureFormatOf(content);
  if (format === null) throw new AppError('UNSUPPORTED_MEDIA', 'This is no picture we take: send a PNG, JPEG, WebP or AVIF.', { field: 'image', reason: 'image_type' });
  const end = pictureEndOf(content, format);
  if (end === null) throw new AppError('UNPROCESSABLE', 'The picture is damaged. Please save it again, or choose another.', { field: 'image', reason: 'image_broken' });
  if (!isHarmlessTail(content.subarray(end), format)) {
    throw new AppError('UNPROCESSABLE', 'The file carries something else behind the picture. Please save the picture again by itself.', { field: 'image', reason: 'image_tail' });
  }
  return format;
}

/** Nothing, padding, or, as cameras write behind a JPEG, another JPEG (CIPA DC-007, multi-picture format), whole to the end. */
function isHarmlessTail(tail: Buffer, format: PictureFormat): boolean {
  if (tail.every((byte) => byte === 0)) return true;
  if (format !== 'jpeg' || pictureFormatOf(tail) !== 'jpeg') return false;
  const end = pictureEndOf(tail, 'jpeg');
  return end !== null && isHarmlessTail(tail.subarray(end), format);
}
