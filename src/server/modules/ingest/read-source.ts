import { realpath, stat } from 'node:fs/promises';
import { basename, dirname, extname } from 'node:path';
import { AppError } from '@/shared/errors';
import { IngestRefusal } from './ingest-refusal';
import type { SourceItem } from './pack-draft';
import { readFolder, readPromptsFile } from './read-folder';
import { readLibrary } from './read-library';
import { readNotebook } from './read-notebook';
import { toSourceItem } from './pack-draft';
import { readRunbooks } from './read-runbooks';
import { readUpload } from './read-upload';
import { resolveSlugs } from './resolve-slugs';

/** Everything found in a source, slugs settled, in the order of the source. `dispose` removes what was unpacked. */
export interface Source {
  items: SourceItem[];
  seller: string | null;
  dispose: () => Promise<void>;
}

/**
 * Reads what stands at a path: a folder, a ZIP, a `library.json` (any `.json` file), a prompts CSV, a notebook or a runbook. `name` is what it is called in the report.
 * A source that cannot be read at all is one refused item. Throws AppError NOT_FOUND when nothing is there.
 */
export async function readSource(given: string, name: string = basename(given)): Promise<Source> {
  const path = await realpath(given).catch(() => null);
  if (path === null) throw new AppError('NOT_FOUND', `There is nothing at ${name}.`, { field: 'path' });
  const stats = await stat(path);
  const disposals: (() => Promise<void>)[] = [];
  const dispose = async () => {
    for (const each of disposals) await each();
  };
  const onArchive = async (file: { path: string; absolutePath: string }) => {
    const upload = await readUpload(file.absolutePath, file.path);
    disposals.push(upload.dispose);
    return upload.items;
  };
  try {
    const found = stats.isDirectory() ? await readFolder(path, { name, onArchive }) : await readFile(path, name, onArchive);
    const packs = resolveSlugs(found.items.flatMap((item) => (item.kind === 'pack' ? [item.draft] : [])));
    return { items: found.items.map((item) => (item.kind === 'pack' ? { kind: 'pack', draft: packs.shift() ?? item.draft } : item)), seller: found.seller, dispose };
  } catch (error) {
    await dispose();
    throw error;
  }
}

type Found = { items: SourceItem[]; seller: string | null };

async function readFile(path: string, name: string, onArchive: (file: { path: string; absolutePath: string }) => Promise<SourceItem[]>): Promise<Found> {
  const file = { path: name, absolutePath: path, bytes: 0 };
  const local = { path: basename(name), absolutePath: path };
  const alone = async (items: Promise<SourceItem[]>): Promise<Found> => ({ items: await items, seller: null });
  const one = (item: Promise<SourceItem>) => alone(item.then((each) => [each]));
  switch (extname(name).toLowerCase()) {
    case '.json':
      return readLibrary(path, name).catch(toRefused);
    case '.zip':
      return alone(onArchive(file));
    case '.csv':
      return alone(readPromptsFile(file, { others: [], qualifiers: [] }));
    case '.ipynb':
      return one(toSourceItem(() => readNotebook({ item: name, file: local, others: [], qualifiers: [] })));
    case '.md':
    case '.markdown':
      return one(toSourceItem(() => readRunbooks({ item: name, folderName: basename(dirname(path)), runbooks: [local], others: [], qualifiers: [] })));
    default:
      return { items: [{ kind: 'refused', problem: { item: name, field: 'file', code: 'file_unknown', message: 'The file fits no kind of pack: send a folder, a ZIP, a library.json, a prompts CSV, a notebook or markdown.' } }], seller: null };
  }
}

function toRefused(error: unknown): Found {
  if (error instanceof IngestRefusal) return { items: [{ kind: 'refused', problem: error.problem }], seller: null };
  throw error;
}
