import { basename, extname } from 'node:path';
import { RASTER_KINDS, detectKind, HEAD_BYTES } from './file-kinds';
import { INGEST_LIMITS } from './ingest-limits';
import { IngestRefusal } from './ingest-refusal';
import { inspectImage } from './inspect-image';
import { openRegular } from './open-regular';
import { toSourceItem, type PackFile, type SourceItem } from './pack-draft';
import { readLibrary } from './read-library';
import { readNotebook } from './read-notebook';
import { isGoodsDump, readGoodsDump } from './read-goods-dump';
import { isGoodsIndex, readGoodsIndex } from './read-goods-index';
import { isGoodsHeader, readGoodsTable } from './read-goods-table';
import { isPromptsHeader, readPrompts } from './read-prompts';
import { readBounded } from './read-text';
import type { WalkedFile } from './walk-folder';

const PICTURE = /\.(?:png|jpe?g|gif|webp|avif|svg)$/i;

export interface LooseFileOptions {
  /** Carried along into its pack. */
  others: readonly PackFile[];
  qualifiers: readonly string[];
  onArchive: (file: WalkedFile) => Promise<SourceItem[]>;
  /** Whether somebody named this very file, so that it must be what its name says; in a folder it may as well be something else. */
  isAsked: boolean;
}

/** Reads a file that stands alone: a ZIP, an index, a list of prompts or goods, a notebook. Null when it is none of these. */
export async function readLooseFile(file: WalkedFile, options: LooseFileOptions): Promise<SourceItem[] | null> {
  const { others, qualifiers, onArchive, isAsked } = options;
  const name = basename(file.path);
  switch (extname(name).toLowerCase()) {
    case '.ipynb':
      return [await toSourceItem(() => readNotebook({ item: file.path, file: { path: name, absolutePath: file.absolutePath }, others, qualifiers }))];
    case '.zip':
      return onArchive(file);
    case '.csv':
      return readTable(file, options);
    case '.json':
      return readJson(file, isAsked);
    default:
      return PICTURE.test(name) ? readPicture(file) : null;
  }
}

async function readTable(file: WalkedFile, options: LooseFileOptions): Promise<SourceItem[] | null> {
  const [header = ''] = (await readHead(file)).toString('utf8').split(/\r?\n/, 1);
  if (isGoodsHeader(header)) return orRefused(async () => readGoodsTable(await readBounded(file.absolutePath, { item: file.path, field: 'file', maxBytes: INGEST_LIMITS.csvBytes }), file.path));
  return options.isAsked || isPromptsHeader(header) ? readPromptsFile(file, options) : null;
}

async function readJson(file: WalkedFile, isAsked: boolean): Promise<SourceItem[] | null> {
  const head = await readHead(file);
  const start = head.toString('utf8');
  if (isGoodsIndex(start)) return orRefused(() => readGoodsIndex(file.absolutePath, file.path));
  if (isGoodsDump(start)) return orRefused(() => readGoodsDump(file.absolutePath, file.path));
  return isAsked || looksLikeIndex(head) ? readIndexFile(file) : null;
}

/** Reads an index; one that cannot be read at all is a single refused item. */
export async function readIndexFile(file: { path: string; absolutePath: string }): Promise<SourceItem[]> {
  return orRefused(() => readLibrary(file.absolutePath, file.path));
}

async function readPromptsFile(file: WalkedFile, { others, qualifiers }: LooseFileOptions): Promise<SourceItem[]> {
  return orRefused(async () => readPrompts(await readBounded(file.absolutePath, { item: file.path, field: 'file', maxBytes: INGEST_LIMITS.csvBytes }), { item: file.path, others, qualifiers }));
}

/** A picture is no pack; but a wicked one is named, for it was meant for one. */
function readPicture(file: WalkedFile): Promise<SourceItem[]> {
  return orRefused(async () => {
    const head = await readHead(file);
    // Of an SVG, or of what only calls itself a picture, the beginning is enough to tell.
    const isRaster = RASTER_KINDS.has(detectKind(head.subarray(0, HEAD_BYTES)));
    const content = isRaster ? await readBounded(file.absolutePath, { item: file.path, field: 'file', maxBytes: INGEST_LIMITS.imageBytes }) : head;
    const fault = await inspectImage(file.path, content);
    if (fault !== null) throw new IngestRefusal({ item: file.path, ...fault, field: 'file' });
    return [{ kind: 'skipped', problem: { item: file.path, field: 'file', code: 'file_picture', message: 'A picture alone is no pack.' } }];
  });
}

function looksLikeIndex(head: Buffer): boolean {
  return head.includes('"packs"') || head.includes('"packs"', 'utf16le');
}

async function readHead(file: WalkedFile): Promise<Buffer> {
  const handle = await openRegular(file.absolutePath, { item: file.path, field: 'file' });
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(16_384), 0, 16_384, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

async function orRefused(read: () => Promise<SourceItem[]>): Promise<SourceItem[]> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof IngestRefusal) return [{ kind: 'refused', problem: error.problem }];
    throw error;
  }
}
