import type { FileHandle } from 'node:fs/promises';
import { INGEST_LIMITS } from './ingest-limits';
import { refuse } from './ingest-refusal';

const LOCAL_SIGNATURE = 0x04034b50;
const END_SIGNATURE = 0x06054b50;
const ZIP64_LOCATOR_SIGNATURE = 0x07064b50;
const END_BYTES = 22;
const ZIP64_LOCATOR_BYTES = 20;
const MAX_COMMENT_BYTES = 0xffff;

/** Where the central directory of an archive stands; nothing follows it but the end record. Offsets in bytes. */
export interface ArchiveTail {
  entryCount: number;
  directoryStart: number;
  directoryEnd: number;
}

/**
 * Reads the end record of a ZIP and refuses every shape in which two readers could see two archives: data before or after, a second end record, a ZIP64
 * form, several disks (APPNOTE.TXT 4.3.16, 4.3.14). Costs at most 64 KiB of memory.
 */
export async function inspectArchiveTail(handle: FileHandle, item: string): Promise<ArchiveTail> {
  const { size } = await handle.stat();
  const fail = (code: string, message: string): never => refuse(item, { field: 'archive', code, message });
  if (size === 0) fail('archive_zero_bytes', 'The file has no bytes.');
  if (size > INGEST_LIMITS.archiveBytes) fail('archive_too_large', 'The file is larger than 256 MiB.');
  if (size < END_BYTES) fail('archive_type', 'The file is not a ZIP archive.');
  const first = await readAt(handle, 0, 4);
  const tail = await readAt(handle, Math.max(0, size - END_BYTES - MAX_COMMENT_BYTES - ZIP64_LOCATOR_BYTES), size);
  const end = findEnd(tail);
  const startsAsZip = [LOCAL_SIGNATURE, END_SIGNATURE].includes(first.readUInt32LE(0));
  if (end === -1) fail(startsAsZip ? 'archive_truncated' : 'archive_type', startsAsZip ? 'The archive is cut off.' : 'The file is not a ZIP archive.');
  if (!startsAsZip) fail('archive_prefixed', 'There is data before the archive.');
  const record = tail.subarray(end);
  const endOffset = size - record.length;
  if (record.readUInt16LE(20) !== record.length - END_BYTES) fail('archive_layout', 'There is data after the archive.');
  if (record.subarray(END_BYTES).includes('PK')) fail('archive_comment', 'The archive comment contains archive structures.');
  if (end >= ZIP64_LOCATOR_BYTES && tail.readUInt32LE(end - ZIP64_LOCATOR_BYTES) === ZIP64_LOCATOR_SIGNATURE) fail('archive_zip64', 'ZIP64 archives are not taken.');
  const [disk, directoryDisk, onDisk, entryCount] = [record.readUInt16LE(4), record.readUInt16LE(6), record.readUInt16LE(8), record.readUInt16LE(10)];
  const [directoryBytes, directoryStart] = [record.readUInt32LE(12), record.readUInt32LE(16)];
  if (entryCount === 0xffff || directoryBytes === 0xffffffff || directoryStart === 0xffffffff) fail('archive_zip64', 'ZIP64 archives are not taken.');
  if (disk !== 0 || directoryDisk !== 0 || onDisk !== entryCount) fail('archive_layout', 'Archives in several parts are not taken.');
  if (entryCount > INGEST_LIMITS.entries) fail('archive_too_many', `The archive has more than ${INGEST_LIMITS.entries} entries.`);
  if (directoryStart + directoryBytes !== endOffset) fail('archive_layout', 'The directory of the archive does not stand right before its end.');
  if (entryCount === 0) fail('archive_empty', 'The archive is empty.');
  return { entryCount, directoryStart, directoryEnd: endOffset };
}

function findEnd(tail: Buffer): number {
  for (let at = tail.length - END_BYTES; at >= 0; at -= 1) if (tail.readUInt32LE(at) === END_SIGNATURE) return at;
  return -1;
}

async function readAt(handle: FileHandle, start: number, end: number): Promise<Buffer> {
  const buffer = Buffer.alloc(end - start);
  const { bytesRead } = await handle.read(buffer, 0, buffer.length, start);
  return buffer.subarray(0, bytesRead);
}
