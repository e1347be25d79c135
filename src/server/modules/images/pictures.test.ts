import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { encodePicture } from './encode-picture';
import { pictureEndOf, pictureFormatOf } from './picture-format';

const noise = (width: number, height: number) => sharp({ create: { width, height, channels: 3, background: '#456', noise: { type: 'gaussian', mean: 120, sigma: 30 } } });
const make = { png: () => noise(40, 30).png().toBuffer(), jpeg: () => noise(40, 30).jpeg().toBuffer(), webp: () => noise(40, 30).webp().toBuffer(), avif: () => noise(40, 30).avif({ effort: 0 }).toBuffer() };
const FORMATS = Object.keys(make) as (keyof typeof make)[];
const verdict = (content: Buffer) => encodePicture(content).then(() => 'taken', (error: unknown) => String(Reflect.get(Object(Reflect.get(Object(error), 'details')), 'reason')));

function crc32(bytes: Buffer): number {
  let crc = ~0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let i = 0; i < 8; i += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}

/** A PNG that says it is so large, with hardly anything in it. */
function pngOfSize(width: number, height: number): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
    const ends = Buffer.alloc(8);
    ends.writeUInt32BE(data.length, 0);
    ends.writeUInt32BE(crc32(body), 4);
    return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([1, 0, 0, 0, 0], 8);
  return Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), chunk('IHDR', header), chunk('IDAT', deflateSync(Buffer.alloc(64))), chunk('IEND', Buffer.alloc(0))]);
}

describe.each(FORMATS)('a %s', (format) => {
  it('is known by its bytes, ends where it ends, and comes out in three sizes and two formats', async () => {
    const content = await make[format]();
    expect(pictureFormatOf(content)).toBe(format);
    expect(pictureEndOf(content, format)).toBe(content.length);
    const picture = await encodePicture(content);
    expect(picture).toMatchObject({ width: 40, height: 30 });
    for (const { format: made, content: bytes, width, height } of picture.files) {
      expect(pictureFormatOf(bytes)).toBe(made);
      expect(await sharp(bytes).metadata()).toMatchObject({ width, height });
      expect([width, height]).toEqual([40, 30]);
    }
    expect(picture.files.map(({ size, format: made }) => `${size}.${made}`).sort()).toEqual(['large.avif', 'large.webp', 'medium.avif', 'medium.webp', 'thumb.avif', 'thumb.webp']);
  });

  it('is refused when it is cut off', async () => {
    const content = await make[format]();
    expect(await verdict(content.subarray(0, content.length - 12))).toBe('image_broken');
    expect(await verdict(content.subarray(0, content.length >> 1))).toBe('image_broken');
  });

  it('is refused when it carries a page, an archive or another picture behind it', async () => {
    const content = await make[format]();
    for (const tail of [Buffer.from('<script>alert(1)</script>'), Buffer.from('PK\u0003\u0004 and so on'), await make.png()]) expect(await verdict(Buffer.concat([content, tail])), tail.toString('latin1', 0, 8)).toBe('image_tail');
  });

  it('never makes the reader run past its end or throw, whatever is changed in it', async () => {
    const content = await make[format]();
    fc.assert(fc.property(fc.nat(content.length - 1), fc.nat(255), fc.nat(content.length), (at, byte, cut) => {
      const changed = Buffer.from(content.subarray(0, cut));
      if (at < changed.length) changed[at] = byte;
      const end = pictureEndOf(changed, format);
      expect(end === null || end <= changed.length).toBe(true);
    }));
  });
});

describe('pictures', () => {
  it('leave place, camera, comments and colour profile behind, and stand upright', async () => {
    const content = await noise(60, 30).withExif({ IFD0: { Copyright: 'secret name' }, IFD3: { GPSLatitude: '52/1 31/1 12/1' } }).withMetadata({ orientation: 6 }).keepIccProfile().jpeg().toBuffer();
    expect((await sharp(content).metadata()).exif).toBeDefined();
    const picture = await encodePicture(content);
    expect(picture).toMatchObject({ width: 30, height: 60 });
    for (const { content: bytes } of picture.files) {
      const { exif, icc, xmp, orientation, width, height } = await sharp(bytes).metadata();
      expect({ exif, icc, xmp, orientation, width, height }).toEqual({ exif: undefined, icc: undefined, xmp: undefined, orientation: undefined, width: 30, height: 60 });
      expect(bytes.includes('secret name')).toBe(false);
    }
  });

  it('are fitted into boxes of 160, 640 and 1600, never enlarged, and keep their transparency', async () => {
    const picture = await encodePicture(await sharp({ create: { width: 2_000, height: 1_000, channels: 4, background: '#ff000080' } }).png().toBuffer());
    expect(picture.files.filter(({ format }) => format === 'webp').map(({ size, width, height }) => [size, width, height])).toEqual([['large', 1_600, 800], ['medium', 640, 320], ['thumb', 160, 80]]);
    for (const { content } of picture.files) expect((await sharp(content).metadata()).hasAlpha).toBe(true);
  });

  it('may be followed by padding, and a JPEG by the gain map its camera wrote', async () => {
    const jpeg = await make.jpeg();
    expect(await verdict(Buffer.concat([jpeg, Buffer.alloc(100)]))).toBe('taken');
    expect(await verdict(Buffer.concat([jpeg, await make.jpeg(), Buffer.alloc(3)]))).toBe('taken');
    expect(await verdict(Buffer.concat([jpeg, jpeg, Buffer.from('MZ')]))).toBe('image_tail');
  });

  it('are refused by what they are, not by what they are called', async () => {
    const gif = await sharp({ create: { width: 4, height: 4, channels: 3, background: '#fff' } }).gif().toBuffer();
    const tiff = await noise(4, 4).tiff().toBuffer();
    for (const other of [gif, tiff, Buffer.alloc(0), Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>'), Buffer.from('<!doctype html><p>'), Buffer.from('%PDF-1.7')]) expect(await verdict(other)).toBe('image_type');
    // HEIC shares its container with AVIF.
    expect(await verdict(Buffer.concat([Buffer.from('00000018', 'hex'), Buffer.from('ftypheic')]))).toBe('image_type');
  });

  it('are refused before they are unfolded when they are bombs, and above ten megabytes', async () => {
    expect(await verdict(pngOfSize(30_000, 30_000))).toBe('image_pixels');
    expect(await verdict(pngOfSize(65_535, 65_535))).toBe('image_pixels');
    expect(await verdict(pngOfSize(0, 10))).toBe('image_broken');
    expect(await verdict(Buffer.alloc(10 * 1024 * 1024 + 1))).toBe('image_bytes');
  });
});

const HOSTILE = path.join(fileURLToPath(new URL('../../../../', import.meta.url)), '..', 'shared', 'data', 'hostile');
if (!existsSync(HOSTILE)) console.warn('images: ../shared/data is not there, so its wicked pictures are not tried; the suite above makes its own.');
interface HostileFile {
  file: string;
  expect: string;
}
describe.skipIf(!existsSync(HOSTILE))('the wicked pictures of ../shared/data', () => {
  const files = existsSync(HOSTILE) ? (JSON.parse(readFileSync(path.join(HOSTILE, 'manifest.json'), 'utf8')) as HostileFile[]).filter(({ file }) => file.startsWith('img/')) : [];
  it.each(files)('$file: $expect', async ({ file, expect: wanted }) => {
    const reason = await verdict(readFileSync(path.join(HOSTILE, file)));
    // A PNG named .jpg is one of those that may be stored as what it is.
    if (wanted.startsWith('ACCEPT') || wanted.includes('or stored as')) expect(reason).toBe('taken');
    else expect(reason).toMatch(/^image_/);
  });
});
