/** What the first bytes of a file say it is. */
export type FileKind = 'png' | 'jpeg' | 'gif' | 'webp' | 'avif' | 'pdf' | 'zip' | 'archive' | 'executable' | 'wasm' | 'html' | 'svg';

/** How many leading bytes `detectKind` looks at. */
export const HEAD_BYTES = 1_024;

type Signature = readonly [kind: FileKind, offset: number, bytes: string];
const SIGNATURES: readonly Signature[] = [
  ['png', 0, '89504e470d0a1a0a'],
  ['jpeg', 0, 'ffd8ff'],
  ['gif', 0, '47494638'],
  ['avif', 4, '6674797061766966'],
  ['avif', 4, '6674797061766973'],
  ['pdf', 0, '255044462d'],
  ['zip', 0, '504b0304'],
  ['zip', 0, '504b0506'],
  ['archive', 0, '1f8b08'],
  ['archive', 0, '377abcaf271c'],
  ['archive', 0, '526172211a07'],
  ['archive', 0, 'fd377a585a00'],
  ['archive', 0, '28b52ffd'],
  ['archive', 0, '425a68'],
  ['archive', 0, '4d534346'],
  ['archive', 257, '7573746172'],
  ['executable', 0, '7f454c46'],
  ['executable', 0, 'feedface'],
  ['executable', 0, 'feedfacf'],
  ['executable', 0, 'cefaedfe'],
  ['executable', 0, 'cffaedfe'],
  ['executable', 0, 'cafebabe'],
  ['executable', 0, '4c0000000114020000000000c0000000'],
  ['wasm', 0, '0061736d'],
];

/** The kind of a file by its leading bytes, whatever its name; null for plain text and formats we do not tell apart. */
export function detectKind(head: Buffer): FileKind | null {
  for (const [kind, offset, hex] of SIGNATURES) {
    const expected = Buffer.from(hex, 'hex');
    if (head.subarray(offset, offset + expected.length).equals(expected)) return kind;
  }
  if (head.toString('latin1', 0, 4) === 'RIFF' && head.toString('latin1', 8, 12) === 'WEBP') return 'webp';
  if (isPortableExecutable(head)) return 'executable';
  const text = head.toString('utf8').replace(/^\ufeff/, '').trimStart();
  if (/^(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]*?-->\s*)*(?:<!doctype\s+svg[\s\S]*|<svg[\s/>][\s\S]*)/i.test(text)) return 'svg';
  return /^(?:<!--[\s\S]*?-->\s*)*<(?:!doctype\s+html|html|head|body|script|iframe)[\s>]/i.test(text) ? 'html' : null;
}

/** `MZ` alone is also the start of ordinary words, so the header it points to must be there, or bytes that text never has. */
function isPortableExecutable(head: Buffer): boolean {
  return head.toString('latin1', 0, 2) === 'MZ' && head.subarray(0, 128).includes(0);
}

/** What a file with this extension must be; absent for extensions that bind to nothing. */
export const KIND_OF_EXTENSION: Readonly<Record<string, readonly FileKind[]>> = {
  png: ['png'], jpg: ['jpeg'], jpeg: ['jpeg'], gif: ['gif'], webp: ['webp'], avif: ['avif'], pdf: ['pdf'], svg: ['svg'], wasm: ['wasm'],
  docx: ['zip'], xlsx: ['zip'], pptx: ['zip'], odt: ['zip'], ods: ['zip'], odp: ['zip'], epub: ['zip'], npz: ['zip'],
};

/** Names of archives and programs, refused inside packs whatever their bytes. */
export const ARCHIVE_EXTENSION = /\.(?:zip|jar|war|apk|whl|tar|tgz|gz|bz2|xz|zst|7z|rar|cab|iso|dmg|asar)$/i;
export const PROGRAM_EXTENSION = /\.(?:exe|scr|pif|msi|dll|lnk|hta|vbs|vbe|wsf|deb|rpm|appimage)$/i;
/** A document's or picture's extension right before one that runs or renders: `invoice.pdf.html`, `photo.png.bat`. */
export const DOUBLE_EXTENSION = /\.(?:png|jpe?g|gif|webp|avif|svg|pdf|docx?|xlsx?|pptx?|mp[34]|txt|csv)\.(?:html?|xhtml|php|phtml|bat|cmd|ps1|sh|exe|scr|com|vbs|hta)$/i;
export const RASTER_KINDS: ReadonlySet<FileKind | null> = new Set(['png', 'jpeg', 'gif', 'webp', 'avif']);
