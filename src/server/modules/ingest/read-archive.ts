import type { FileHandle } from 'node:fs/promises';
import { fromFdPromise, type Entry, type ZipFile } from 'yauzl';
import { INGEST_LIMITS } from './ingest-limits';
import { IngestRefusal, refuse } from './ingest-refusal';
import { inspectArchiveTail, type ArchiveTail } from './inspect-archive-tail';
import { inspectCentralHeader, inspectLocalHeader, type CheckedEntry } from './inspect-archive-entry';
import { findPathCollision } from './inspect-path';
import { openRegular } from './open-regular';
import { unpackEntry } from './unpack-entry';

/** Sizes a data descriptor may have: with or without signature (APPNOTE.TXT 4.3.9; the 64-bit forms are refused). */
const DESCRIPTOR_BYTES = [12, 16];

/** One file of an archive after its bytes were seen: they have this size and hash, and the checksum was right. */
export interface ArchiveFile {
  path: string;
  bytes: number;
  sha256: string;
}

/**
 * Reads a ZIP by random access and unpacks it into `extractTo` (an empty folder of ours), or only verifies it when that is null. The whole structure is checked
 * before the first byte is unpacked: names, kinds, both headers, sizes, ratios, overlaps, gaps. Nested archives are never opened.
 * Throws `IngestRefusal` at the first fault; files unpacked until then are the caller's to remove.
 */
export async function readArchive(archivePath: string, options: { item: string; extractTo: string | null }): Promise<ArchiveFile[]> {
  const { item, extractTo } = options;
  const handle = await openRegular(archivePath, { item, field: 'archive' });
  try {
    const tail = await inspectArchiveTail(handle, item);
    const zip = await fromFdPromise(handle.fd, { lazyEntries: true, decodeStrings: false, validateEntrySizes: true, strictFileNames: true, autoClose: false });
    const entries = await readDirectory(zip, tail, item);
    await assertContiguous(entries, { tail, item, read: (at, length) => readBytes(handle, at, length) });
    const files: ArchiveFile[] = [];
    for (const entry of entries.filter((each) => !each.isFolder)) files.push(await unpackEntry(zip, entry, { item, extractTo }));
    if (files.length === 0) refuse(item, { field: 'archive', code: 'archive_empty', message: 'The archive holds no files.' });
    return files;
  } catch (error) {
    if (error instanceof IngestRefusal) throw error;
    if (isSystemError(error)) throw error;
    throw new IngestRefusal({ item, field: 'archive', code: 'archive_broken', message: 'The archive is damaged.' });
  } finally {
    await handle.close();
  }
}

/** Disk full or file gone is our trouble, not the archive's; zlib's own codes (Z_…) are the archive's. */
function isSystemError(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error;
}

async function readDirectory(zip: ZipFile, tail: ArchiveTail, item: string): Promise<CheckedEntry[]> {
  const named: { entry: Entry; path: string; isFolder: boolean }[] = [];
  for await (const entry of zip.eachEntry()) named.push({ entry, ...inspectCentralHeader(entry, item) });
  if (Number(zip.readEntryCursor) !== tail.directoryEnd) refuse(item, { field: 'archive', code: 'archive_layout', message: 'The directory of the archive has another length than it says.' });
  const collision = findPathCollision(
    named.filter((each) => !each.isFolder).map((each) => each.path),
    named.filter((each) => each.isFolder).map((each) => each.path),
  );
  if (collision !== null) refuse(item, collision);
  const total = named.reduce((sum, { entry }) => sum + entry.uncompressedSize, 0);
  if (total > INGEST_LIMITS.totalBytes) refuse(item, { field: 'archive', code: 'archive_too_large', message: 'The archive unpacks to more than 256 MiB.' });
  const checked: CheckedEntry[] = [];
  for (const { entry, path, isFolder } of named) checked.push(inspectLocalHeader(entry, await zip.readLocalFileHeaderPromise(entry), { path, isFolder, item }));
  return checked;
}

interface Layout {
  tail: ArchiveTail;
  item: string;
  read: (at: number, length: number) => Promise<Buffer>;
}

/** Entries must fill the file from its first byte to the directory without overlap or gap: what no entry owns cannot hide a second archive. */
async function assertContiguous(entries: readonly CheckedEntry[], { tail, item, read }: Layout): Promise<void> {
  const fail = (code: string, message: string): never => refuse(item, { field: 'archive', code, message });
  const sorted = [...entries].sort((left, right) => left.start - right.start);
  for (const [index, entry] of sorted.entries()) {
    const next = sorted[index + 1]?.start ?? tail.directoryStart;
    if (index === 0 && entry.start !== 0) fail('archive_prefixed', 'There is data before the first entry.');
    const gap = next - entry.end;
    if (gap < 0) fail('archive_overlap', 'Entries of the archive overlap.');
    if (gap === 0 && !entry.hasDescriptor) continue;
    if (!entry.hasDescriptor || !DESCRIPTOR_BYTES.includes(gap)) fail('archive_layout', 'There is data between the entries.');
    if (!isDescriptorOf(entry, await read(entry.end, gap))) fail('entry_mismatch', 'The sizes or checksums after an entry differ from its header.');
  }
}

function isDescriptorOf(entry: CheckedEntry, bytes: Buffer): boolean {
  const fields = bytes.subarray(bytes.length - 12);
  const hasSignature = bytes.length === 12 || bytes.readUInt32LE(0) === 0x08074b50;
  const { crc32, compressedSize, uncompressedSize } = entry.raw;
  return hasSignature && fields.readUInt32LE(0) === crc32 && fields.readUInt32LE(4) === compressedSize && fields.readUInt32LE(8) === uncompressedSize;
}

async function readBytes(handle: FileHandle, at: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, at);
  return buffer.subarray(0, bytesRead);
}
