/** Formats a picture may come in. SVG is a document and GIF an animation: neither is a photograph. */
export type PictureFormat = 'png' | 'jpeg' | 'webp' | 'avif';

const PNG = Buffer.from('89504e470d0a1a0a', 'hex');
const AVIF_BRANDS = new Set(['avif', 'avis']);
/** Boxes at the top of an AVIF file (ISO 14496-12, 23008-12). */
const AVIF_BOXES = new Set(['ftyp', 'meta', 'mdat', 'free', 'skip', 'moov', 'uuid', 'idat']);

/** The format of a picture by its first bytes, whatever it is called; null for everything else. */
export function pictureFormatOf(content: Buffer): PictureFormat | null {
  if (content.subarray(0, 8).equals(PNG)) return 'png';
  if (content.length > 3 && content.readUIntBE(0, 3) === 0xffd8ff) return 'jpeg';
  if (content.toString('latin1', 0, 4) === 'RIFF' && content.toString('latin1', 8, 12) === 'WEBP') return 'webp';
  return content.toString('latin1', 4, 8) === 'ftyp' && AVIF_BRANDS.has(content.toString('latin1', 8, 12)) ? 'avif' : null;
}

/**
 * Where the picture ends, by its own structure; null when that is broken or goes on past the file. What stands after it is no picture,
 * and may be the beginning of something else: a ZIP, a page, a program.
 */
export function pictureEndOf(content: Buffer, format: PictureFormat): number | null {
  try {
    const end = ENDS[format](content);
    return end !== null && end <= content.length ? end : null;
  } catch (error) {
    // A length that points past the file: reading there is how we find out.
    if (error instanceof RangeError) return null;
    throw error;
  }
}

const ENDS: Record<PictureFormat, (content: Buffer) => number | null> = { png: endOfPng, jpeg: endOfJpeg, webp: endOfWebp, avif: endOfAvif };

/** Chunks of length, type, data, checksum, until IEND (W3C PNG 5.3). */
function endOfPng(content: Buffer): number | null {
  let at = PNG.length;
  while (at < content.length) {
    const type = content.toString('latin1', at + 4, at + 8);
    at += 12 + content.readUInt32BE(at);
    if (type === 'IEND') return at;
  }
  return null;
}

/** RIFF says how much follows its first eight bytes, padded to an even number. */
function endOfWebp(content: Buffer): number {
  const bytes = content.readUInt32LE(4);
  return 8 + bytes + (bytes % 2);
}

/** Boxes of size and type, one after the other. */
function endOfAvif(content: Buffer): number | null {
  let at = 0;
  while (at < content.length) {
    if (!AVIF_BOXES.has(content.toString('latin1', at + 4, at + 8))) return at;
    const size = content.readUInt32BE(at);
    // 1: the size follows in 64 bits. 0: to the end of the file.
    const length = size === 1 ? Number(content.readBigUInt64BE(at + 8)) : size === 0 ? content.length - at : size;
    if (length < 8) return null;
    at += length;
  }
  return at;
}

/** Segments up to each scan, then its bytes up to the next marker, until the end of the image (ITU T.81 B.1.1). */
function endOfJpeg(content: Buffer): number | null {
  let at = 2;
  while (at < content.length) {
    if (content.readUInt8(at) !== 0xff) return null;
    const marker = content.readUInt8(at + 1);
    if (marker === 0xd9) return at + 2;
    if (marker === 0xff) at += 1;
    else if (marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7)) at += 2;
    else at = endOfSegment(content, { at, isScan: marker === 0xda });
  }
  return null;
}

function endOfSegment(content: Buffer, { at, isScan }: { at: number; isScan: boolean }): number {
  let end = at + 2 + content.readUInt16BE(at + 2);
  if (!isScan) return end;
  // Within a scan 0xff is data when a zero or a restart marker follows.
  for (;;) {
    end = content.indexOf(0xff, end);
    if (end < 0) return content.length;
    const next = content.readUInt8(end + 1);
    if (next !== 0 && !(next >= 0xd0 && next <= 0xd7)) return end;
    end += 2;
  }
}
