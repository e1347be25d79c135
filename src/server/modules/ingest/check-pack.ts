import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import type { IngestProblem } from '@/shared/contracts/ingest';
import { INGEST_LIMITS } from './ingest-limits';
import { refuse } from './ingest-refusal';
import { inspectFile, type CheckedFile } from './inspect-file';
import { toCoverImage, type CoverImage } from './inspect-image';
import { findPathCollision, toPrintable } from './inspect-path';
import type { PackDocument, PackDraft, PreviewType } from './pack-draft';
import { toText } from './read-text';

const PREVIEW_TYPES: Readonly<Record<string, PreviewType>> = { '.md': 'text/markdown', '.markdown': 'text/markdown', '.html': 'text/html', '.htm': 'text/html', '.txt': 'text/plain', '.ipynb': 'application/x-ipynb+json' };

/** A pack all of whose files were seen and may be sold. `contentHash` is the identity of the version; `statedHash` that of the same version without files. */
export interface CheckedPack {
  draft: PackDraft;
  files: readonly CheckedFile[];
  description: string;
  preview: PackDocument | null;
  readme: PackDocument | null;
  cover: CoverImage | null;
  contentHash: string;
  statedHash: string;
  warnings: readonly IngestProblem[];
}

/** Opens and checks every file of a pack, and makes what its page shows. Throws `IngestRefusal` at the first fault: a pack is taken whole or not at all. */
export async function checkPack(draft: PackDraft): Promise<CheckedPack> {
  const { item } = draft;
  if (draft.files.length > INGEST_LIMITS.entries) refuse(item, { field: 'files', code: 'pack_too_many', message: `The pack has more than ${INGEST_LIMITS.entries} files.` });
  const collision = findPathCollision(draft.files.map((file) => file.path));
  if (collision !== null) refuse(item, collision);
  const files: CheckedFile[] = [];
  const warnings: IngestProblem[] = [];
  let total = 0;
  for (const file of draft.files) {
    const seen = await inspectFile(file, item);
    total += seen.checked.bytes;
    if (total > INGEST_LIMITS.totalBytes) refuse(item, { field: 'files', code: 'pack_too_large', message: 'The pack is larger than 256 MiB.' });
    files.push(seen.checked);
    warnings.push(...seen.warnings);
  }
  const document = (path: string | null) => (path === null ? Promise.resolve(null) : toDocument(path, { item, files }));
  const readme = await document(draft.readmePath);
  const cover = draft.coverPath === null ? null : await toCover(draft.coverPath, { item, files });
  return {
    draft,
    files,
    description: draft.description !== '' ? draft.description : (readme?.content.toString('utf8').slice(0, 100_000) ?? ''),
    preview: (await document(draft.previewPath)) ?? draft.preview,
    readme,
    cover,
    contentHash: hashOf(draft.stated, files),
    statedHash: hashOf(draft.stated, []),
    warnings: [...draft.warnings, ...warnings],
  };
}

interface Place {
  item: string;
  files: readonly CheckedFile[];
}

async function readChecked(path: string, { item, files }: Place, maxBytes: number): Promise<Buffer> {
  const file = files.find((each) => each.path === path);
  if (file === undefined) return refuse(item, { field: toPrintable(path), code: 'file_missing', message: 'The file is named but not in the pack.' });
  if (file.bytes > maxBytes) refuse(item, { field: toPrintable(path), code: 'file_too_large', message: 'The file is too large to be shown.' });
  return 'content' in file ? file.content : readFile(file.absolutePath);
}

async function toDocument(path: string, place: Place): Promise<PackDocument> {
  const contentType = PREVIEW_TYPES[extname(path).toLowerCase()];
  if (contentType === undefined) return refuse(place.item, { field: toPrintable(path), code: 'preview_type', message: 'Only markdown, HTML, text and notebooks can be shown.' });
  const content = await readChecked(path, place, contentType === 'application/x-ipynb+json' ? INGEST_LIMITS.notebookBytes : INGEST_LIMITS.textBytes);
  const text = toText(content, { item: place.item, field: toPrintable(path) });
  return { fileName: path.slice(path.lastIndexOf('/') + 1), contentType, content: Buffer.from(text) };
}

async function toCover(path: string, place: Place): Promise<CoverImage> {
  return toCoverImage(await readChecked(path, place, INGEST_LIMITS.imageBytes));
}

/** sha256 over what the source states and over names and hashes of its files. Files carried along from elsewhere do not count. */
function hashOf(stated: unknown, files: readonly CheckedFile[]): string {
  const own = files.filter((file) => file.isCarried !== true).map((file) => [file.path, file.sha256]);
  return createHash('sha256').update(canonical({ stated, files: own.sort(([left = ''], [right = '']) => (left < right ? -1 : 1)) })).digest('hex');
}

/** JSON with sorted keys, so that the order in which a file lists its keys does not make another version. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) => (typeof inner === 'object' && inner !== null && !Array.isArray(inner) ? Object.fromEntries(Object.entries(inner).sort(([left], [right]) => (left < right ? -1 : 1))) : inner));
}
