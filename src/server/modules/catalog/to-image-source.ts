/** What a raster picture says of itself in its first bytes. */
interface Raster {
  contentType: string;
  width: number;
  height: number;
}

const MAX_IMAGE_BYTES = 1_500_000;
/** More decodes to over 100 MB in the reader's browser. */
const MAX_PIXELS = 25_000_000;

/** A `data:` address for base64 bytes that are a PNG, JPEG, GIF or WebP by their own account, whatever they were called; null for anything else or too large. */
export function toImageSource(base64: string): string | null {
  if (base64.length > MAX_IMAGE_BYTES * 1.4) return null;
  const bytes = Buffer.from(base64, 'base64');
  const raster = bytes.length > MAX_IMAGE_BYTES ? null : (readPng(bytes) ?? readGif(bytes) ?? readWebp(bytes) ?? readJpeg(bytes));
  if (!raster || raster.width === 0 || raster.height === 0 || raster.width * raster.height > MAX_PIXELS) return null;
  return `data:${raster.contentType};base64,${bytes.toString('base64')}`;
}

function readPng(bytes: Buffer): Raster | null {
  if (bytes.length < 33 || bytes.toString('latin1', 0, 8) !== '\x89PNG\r\n\x1a\n' || bytes.toString('latin1', 12, 16) !== 'IHDR') return null;
  return { contentType: 'image/png', width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
}

function readGif(bytes: Buffer): Raster | null {
  if (bytes.length < 13 || !/^GIF8[79]a$/.test(bytes.toString('latin1', 0, 6))) return null;
  return { contentType: 'image/gif', width: bytes.readUInt16LE(6), height: bytes.readUInt16LE(8) };
}

function readWebp(bytes: Buffer): Raster | null {
  if (bytes.length < 30 || bytes.toString('latin1', 0, 4) !== 'RIFF' || bytes.toString('latin1', 8, 12) !== 'WEBP') return null;
  const contentType = 'image/webp';
  const form = bytes.toString('latin1', 12, 16);
  if (form === 'VP8X') return { contentType, width: 1 + bytes.readUIntLE(24, 3), height: 1 + bytes.readUIntLE(27, 3) };
  if (form === 'VP8L') return { contentType, width: 1 + (bytes.readUInt16LE(21) & 0x3fff), height: 1 + ((bytes.readUInt32LE(21) >>> 14) & 0x3fff) };
  return form === 'VP8 ' ? { contentType, width: bytes.readUInt16LE(26) & 0x3fff, height: bytes.readUInt16LE(28) & 0x3fff } : null;
}

/** The frame header of a JPEG stands behind segments of any number, each with its length (ITU T.81, B.1.1). */
function readJpeg(bytes: Buffer): Raster | null {
  if (bytes.length < 4 || bytes.readUInt16BE(0) !== 0xffd8) return null;
  let at = 2;
  while (at + 9 < bytes.length && bytes[at] === 0xff) {
    const marker = bytes[at + 1] ?? 0;
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return { contentType: 'image/jpeg', width: bytes.readUInt16BE(at + 7), height: bytes.readUInt16BE(at + 5) };
    at += marker === 0xff ? 1 : 2 + bytes.readUInt16BE(at + 2);
  }
  return null;
}
