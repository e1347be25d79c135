import type { Sharp } from 'sharp';
import { INGEST_LIMITS } from './ingest-limits';
import { detectKind, HEAD_BYTES, KIND_OF_EXTENSION, RASTER_KINDS } from './file-kinds';
import type { IngestFault } from './ingest-refusal';

const COVER_WIDTH = 1_600;
const COVER_QUALITY = 82;

/** An image as the shop shows it: decoded and encoded again, without metadata or appended data. Dimensions in pixels. */
export interface CoverImage {
  content: Buffer;
  contentType: 'image/webp';
  width: number;
  height: number;
}

/** Checks an image by its bytes: one of PNG, JPEG, GIF, WebP, AVIF, of the kind its name says, at most 40 megapixels, and decodable to its end. SVG is no image here. */
export async function inspectImage(path: string, content: Buffer): Promise<IngestFault | null> {
  const fault = findKindFault(path, content);
  if (fault !== null) return fault;
  try {
    const image = await openImage(content);
    const { width, height, pages = 1 } = await image.metadata();
    if (width * height * pages > INGEST_LIMITS.imagePixels) return { field: path, code: 'image_pixels', message: 'The image has more than 40 megapixels.' };
    await image.stats();
    return null;
  } catch (error) {
    const tooLarge = error instanceof Error && /pixel limit/i.test(error.message);
    return tooLarge ? { field: path, code: 'image_pixels', message: 'The image has more than 40 megapixels.' } : { field: path, code: 'image_broken', message: 'The image is damaged.' };
  }
}

function findKindFault(path: string, content: Buffer): IngestFault | null {
  if (content.length > INGEST_LIMITS.imageBytes) return { field: path, code: 'image_too_large', message: 'The image is larger than 16 MiB.' };
  const kind = detectKind(content.subarray(0, HEAD_BYTES));
  if (kind === 'svg') return { field: path, code: 'image_svg', message: 'SVG images are not taken; send a PNG, JPEG, WebP, AVIF or GIF.' };
  if (kind === null || !RASTER_KINDS.has(kind)) return { field: path, code: 'image_type', message: 'The file is not a PNG, JPEG, WebP, AVIF or GIF image.' };
  const expected = KIND_OF_EXTENSION[path.slice(path.lastIndexOf('.') + 1).toLowerCase()];
  return expected?.includes(kind) ? null : { field: path, code: 'image_type', message: `The content is ${kind}, the name says otherwise.` };
}

/** Encodes a checked image again as WebP, at most 1,600 pixels wide; metadata, colour profiles and anything after the image are dropped. */
export async function toCoverImage(content: Buffer): Promise<CoverImage> {
  const image = (await openImage(content)).rotate().resize({ width: COVER_WIDTH, withoutEnlargement: true });
  const { data, info } = await image.webp({ quality: COVER_QUALITY }).toBuffer({ resolveWithObject: true });
  return { content: data, contentType: 'image/webp', width: info.width, height: info.height };
}

/** Loaded late: most runs see no image, and the library takes its memory at once. */
async function openImage(content: Buffer): Promise<Sharp> {
  const { default: sharp } = await import('sharp');
  sharp.cache(false);
  return sharp(content, { limitInputPixels: INGEST_LIMITS.imagePixels, failOn: 'error', sequentialRead: true });
}
