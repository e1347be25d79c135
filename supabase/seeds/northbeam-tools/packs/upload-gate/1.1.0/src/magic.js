const ascii = (text) => Buffer.from(text, 'latin1');

const SIGNATURES = [
  ['image/png', 0, Buffer.from('89504e470d0a1a0a', 'hex')],
  ['image/jpeg', 0, Buffer.from('ffd8ff', 'hex')],
  ['image/gif', 0, ascii('GIF8')],
  ['image/webp', 8, ascii('WEBP')],
  ['application/pdf', 0, ascii('%PDF-')],
  ['application/zip', 0, ascii('PK\x03\x04')],
  ['application/gzip', 0, Buffer.from('1f8b08', 'hex')],
];

/** Bytes needed before `typeOf` can be trusted. */
export const HEAD_BYTES = 16;

/** The media type by signature, or undefined. @param {Buffer} head */
export function typeOf(head) {
  const hit = SIGNATURES.find(([, at, bytes]) => head.subarray(at, at + bytes.length).equals(bytes));
  if (hit?.[0] === 'image/webp' && !head.subarray(0, 4).equals(ascii('RIFF'))) return undefined;
  return hit?.[0];
}
