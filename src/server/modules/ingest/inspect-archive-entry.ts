import { parseExtraFields, type Entry, type LocalFileHeader } from 'yauzl';
import { INGEST_LIMITS } from './ingest-limits';
import { refuse } from './ingest-refusal';
import { findPathFault, toPrintable } from './inspect-path';

const METHODS = [0, 8];
const FLAG_ENCRYPTED = 0x1;
const FLAG_DESCRIPTOR = 0x8;
/** Compression options (1, 2), data descriptor (3), UTF-8 names (11). All others change the meaning of the bytes. */
const KNOWN_FLAGS = 0x6 | FLAG_DESCRIPTOR | 0x800;
const EXTRA_ZIP64 = 0x0001;
/** Extra fields that give an entry another name or make it a link: Info-ZIP Unicode path, PKWARE Unix, ASi Unix. */
const EXTRA_RENAMING = [0x7075, 0x000d, 0x756e];
const MODE_TYPE = 0o170000;
const MODE_FOLDER = 0o040000;
const MODE_FILE = 0o100000;
const MODE_SPECIAL_BITS = 0o7000;
const DOS_FOLDER = 0x10;
const DOS_REPARSE_POINT = 0x400;

/** One entry whose two headers agree and which may be unpacked. `start` is where its local header stands, `end` the first byte after its data. */
export interface CheckedEntry {
  path: string;
  isFolder: boolean;
  raw: Entry;
  start: number;
  end: number;
  hasDescriptor: boolean;
}

type Fail = (code: string, message: string) => never;

/** Checks one entry by its central header alone, before anything of it is read. */
export function inspectCentralHeader(entry: Entry, item: string): { path: string; isFolder: boolean } {
  const { path, isFolder } = decodeName(entry.fileNameRaw, item);
  const fail: Fail = (code, message) => refuse(item, { field: toPrintable(path), code, message });
  const fault = findPathFault(path);
  if (fault !== null) fail(fault.code, fault.message);
  if ((entry.generalPurposeBitFlag & FLAG_ENCRYPTED) !== 0) fail('entry_encrypted', 'The entry is encrypted.');
  if ((entry.generalPurposeBitFlag & ~KNOWN_FLAGS) !== 0) fail('entry_flags', 'The entry uses a ZIP feature that is not taken.');
  if (!METHODS.includes(entry.compressionMethod)) fail('entry_method', 'The entry is compressed with a method that is not taken.');
  inspectExtraFields(entry.extraFieldRaw, fail);
  inspectMode(entry.externalFileAttributes, isFolder, fail);
  inspectSizes(entry, isFolder, fail);
  return { path, isFolder };
}

function decodeName(raw: Buffer, item: string): { path: string; isFolder: boolean } {
  try {
    const name = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(raw);
    const isFolder = name.endsWith('/') && name !== '/';
    return { path: isFolder ? name.slice(0, -1) : name, isFolder };
  } catch {
    return refuse(item, { field: toPrintable(raw.toString('latin1')), code: 'path_encoding', message: 'The name is not valid UTF-8.' });
  }
}

function inspectExtraFields(extra: Buffer, fail: Fail): void {
  for (const field of parseExtraFields(extra)) {
    if (field.id === EXTRA_ZIP64) fail('archive_zip64', 'ZIP64 entries are not taken.');
    if (EXTRA_RENAMING.includes(field.id)) fail('entry_extra', 'The entry carries a second name or a link in an extra field.');
  }
}

function inspectMode(attributes: number, isFolder: boolean, fail: Fail): void {
  const mode = attributes >>> 16;
  const type = mode & MODE_TYPE;
  if ((mode & MODE_SPECIAL_BITS) !== 0) fail('entry_mode', 'The entry has a setuid, setgid or sticky bit.');
  if ((attributes & DOS_REPARSE_POINT) !== 0) fail('entry_link', 'The entry is a link.');
  if (type === 0o120000) fail('entry_link', 'The entry is a symbolic link.');
  if (type !== 0 && type !== (isFolder ? MODE_FOLDER : MODE_FILE)) fail('entry_mode', 'The entry is not a regular file or folder.');
  if ((attributes & DOS_FOLDER) !== 0 && !isFolder) fail('entry_mode', 'The entry is marked as a folder but named as a file.');
}

function inspectSizes(entry: Entry, isFolder: boolean, fail: Fail): void {
  const { compressedSize, uncompressedSize } = entry;
  if (isFolder && uncompressedSize !== 0) fail('entry_size', 'A folder has content.');
  if (uncompressedSize > INGEST_LIMITS.fileBytes) fail('entry_too_large', 'The file is larger than 64 MiB unpacked.');
  if (entry.compressionMethod === 0 && compressedSize !== uncompressedSize) fail('entry_size', 'The sizes of a stored entry differ.');
  if (uncompressedSize > INGEST_LIMITS.ratioFloorBytes && uncompressedSize > compressedSize * INGEST_LIMITS.ratio) fail('entry_ratio', 'The file unpacks to more than 100 times its size.');
}

/** Checks that the local header says the same as the central one (readers differ in which they believe), and tells where the entry's bytes stand. */
export function inspectLocalHeader(entry: Entry, local: LocalFileHeader, named: { path: string; isFolder: boolean; item: string }): CheckedEntry {
  const fail: Fail = (code, message) => refuse(named.item, { field: toPrintable(named.path), code, message });
  if (!local.fileName.equals(entry.fileNameRaw)) fail('entry_mismatch', 'The two names of the entry differ.');
  if (local.compressionMethod !== entry.compressionMethod || local.generalPurposeBitFlag !== entry.generalPurposeBitFlag) fail('entry_mismatch', 'The two headers of the entry differ.');
  inspectExtraFields(local.extraField, fail);
  const hasDescriptor = (local.generalPurposeBitFlag & FLAG_DESCRIPTOR) !== 0;
  const pairs = [[local.crc32, entry.crc32], [local.compressedSize, entry.compressedSize], [local.uncompressedSize, entry.uncompressedSize]] as const;
  const agree = pairs.every(([here, there]) => here === there || (hasDescriptor && here === 0));
  if (!agree) fail('entry_mismatch', 'The sizes or checksums of the two headers differ.');
  return { path: named.path, isFolder: named.isFolder, raw: entry, start: entry.relativeOffsetOfLocalHeader, end: local.fileDataStart + entry.compressedSize, hasDescriptor };
}
