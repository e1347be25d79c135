import { createHash } from 'node:crypto';
import type { IngestProblem } from '@/shared/contracts/ingest';
import { ARCHIVE_EXTENSION, detectKind, DOUBLE_EXTENSION, HEAD_BYTES, KIND_OF_EXTENSION, PROGRAM_EXTENSION, RASTER_KINDS, type FileKind } from './file-kinds';
import { INGEST_LIMITS } from './ingest-limits';
import { refuse, type IngestFault } from './ingest-refusal';
import { inspectImage } from './inspect-image';
import { findPathFault, toPrintable } from './inspect-path';
import { findSecretName, findSecretText } from './inspect-secrets';
import { openRegular } from './open-regular';
import type { PackFile } from './pack-draft';

/** How much of a file is looked through for secrets and active content. */
const SCANNED_BYTES = 1024 * 1024;
const TEXT = /\.(?:md|markdown|txt|json|ipynb|csv|html?|css|xml|ya?ml|toml|ini|[cm]?[jt]sx?|py|rb|go|rs|java|sh|sql)$/i;
const ACTIVE_SVG = /<script|<foreignobject|<!entity|<!doctype[^>]*\[|\son\w+\s*=|javascript:|(?:href|src)\s*=\s*["']\s*(?!#|data:image\/(?:png|jpe?g|gif|webp))/i;

/** A file of a pack whose bytes were seen: it has this size and hash and broke no rule. */
export type CheckedFile = PackFile & { bytes: number; sha256: string };

/** Checks one file by its name and bytes; throws `IngestRefusal` with the file as the field. Larger files are streamed. */
export async function inspectFile(file: PackFile, item: string): Promise<{ checked: CheckedFile; warnings: IngestProblem[] }> {
  const fail = (fault: IngestFault | null): void => {
    if (fault !== null) refuse(item, { ...fault, field: toPrintable(file.path) });
  };
  fail(findPathFault(file.path));
  fail(findSecretName(file.path));
  fail(findNameFault(file.path));
  const { bytes, sha256, scanned } = 'content' in file ? summarise(file.content) : await readFileFacts(file.absolutePath, { item, field: toPrintable(file.path) });
  const kind = detectKind(scanned.subarray(0, HEAD_BYTES));
  fail(findKindFault(file.path, kind, scanned));
  const text = scanned.toString('utf8');
  const secrets = findSecretText(file.path, text);
  fail(secrets.refused);
  if (RASTER_KINDS.has(kind)) fail(await inspectImage(file.path, await readWhole(file)));
  return { checked: { ...file, bytes, sha256 }, warnings: secrets.warning === null ? [] : [{ item, ...secrets.warning }] };
}

function findNameFault(path: string): IngestFault | null {
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (ARCHIVE_EXTENSION.test(name)) return { field: path, code: 'content_archive', message: 'Archives inside a pack are not taken; send the files themselves.' };
  if (PROGRAM_EXTENSION.test(name)) return { field: path, code: 'content_program', message: 'Programs and installers are not taken.' };
  return DOUBLE_EXTENSION.test(name) ? { field: path, code: 'content_double_extension', message: 'The name disguises what the file is.' } : null;
}

function findKindFault(path: string, kind: FileKind | null, scanned: Buffer): IngestFault | null {
  const extension = /\.([^./]+)$/.exec(path)?.[1]?.toLowerCase() ?? '';
  const expected = KIND_OF_EXTENSION[extension];
  if (kind === 'executable') return { field: path, code: 'content_program', message: 'Programs and installers are not taken.' };
  if (kind === 'archive' || (kind === 'zip' && expected?.includes('zip') !== true)) return { field: path, code: 'content_archive', message: 'Archives inside a pack are not taken; send the files themselves.' };
  if (kind === 'svg' && ACTIVE_SVG.test(scanned.toString('utf8'))) return { field: path, code: 'content_svg', message: 'The SVG contains scripts, entities or references to elsewhere.' };
  if (expected !== undefined && scanned.length > 0 && (kind === null || !expected.includes(kind))) return { field: path, code: 'content_type', message: `The content is not what .${extension} says.` };
  const isBinary = kind !== null && kind !== 'html' && kind !== 'svg';
  return isBinary && TEXT.test(path) ? { field: path, code: 'content_type', message: `The content is ${kind}, the name says text.` } : null;
}

interface FileFacts {
  bytes: number;
  sha256: string;
  scanned: Buffer;
}

function summarise(content: Buffer): FileFacts {
  return { bytes: content.length, sha256: createHash('sha256').update(content).digest('hex'), scanned: content.subarray(0, SCANNED_BYTES) };
}

async function readFileFacts(absolutePath: string, where: { item: string; field: string }): Promise<FileFacts> {
  const handle = await openRegular(absolutePath, where);
  try {
    const { size } = await handle.stat();
    if (size > INGEST_LIMITS.fileBytes) refuse(where.item, { field: where.field, code: 'file_too_large', message: 'The file is larger than 64 MiB.' });
    if (size <= SCANNED_BYTES) return summarise(await handle.readFile());
    const hash = createHash('sha256');
    const head: Buffer[] = [];
    let bytes = 0;
    const chunks: AsyncIterable<Buffer> = handle.createReadStream({ autoClose: false, highWaterMark: 256 * 1024 });
    for await (const data of chunks) {
      if (bytes < SCANNED_BYTES) head.push(data);
      bytes += data.length;
      hash.update(data);
    }
    return { bytes, sha256: hash.digest('hex'), scanned: Buffer.concat(head).subarray(0, SCANNED_BYTES) };
  } finally {
    await handle.close();
  }
}

async function readWhole(file: PackFile): Promise<Buffer> {
  if ('content' in file) return file.content;
  const handle = await openRegular(file.absolutePath, { item: file.path, field: file.path });
  try {
    const { size } = await handle.stat();
    // One byte more than allowed is enough to be refused for its size.
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(Math.min(size, INGEST_LIMITS.imageBytes + 1)), 0, Math.min(size, INGEST_LIMITS.imageBytes + 1), 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}
