import { realpath, stat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { AppError } from '@/shared/errors';
import { toSourceItem, type SourceItem } from './pack-draft';
import { readFolder } from './read-folder';
import { readLooseFile, type LooseFileOptions } from './read-loose-file';
import { readRunbooks } from './read-runbooks';
import { readUpload } from './read-upload';
import { resolveSlugs } from './resolve-slugs';

/** Everything found in a source, slugs settled, in the order of the source. `dispose` removes what was unpacked. */
export interface Source {
  items: SourceItem[];
  /** The one seller its indexes name; null when they name none or several. */
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
    const items = stats.isDirectory() ? await readFolder(path, { name, onArchive }) : await readFile(path, name, onArchive);
    const packs = resolveSlugs(items.flatMap((item) => (item.kind === 'pack' ? [item.draft] : [])));
    const sellers = new Set([...packs, ...items.flatMap((item) => (item.kind === 'goods' ? [item.draft] : []))].flatMap((draft) => draft.sellerSlug ?? []));
    const [seller = null] = sellers.size === 1 ? sellers : [];
    return { items: items.map((item) => (item.kind === 'pack' ? { kind: 'pack', draft: packs.shift() ?? item.draft } : item)), seller, dispose };
  } catch (error) {
    await dispose();
    throw error;
  }
}

async function readFile(path: string, name: string, onArchive: LooseFileOptions['onArchive']): Promise<SourceItem[]> {
  const file = { path: name, absolutePath: path, bytes: 0 };
  const local = { path: basename(name), absolutePath: path };
  if (/\.(?:md|markdown)$/i.test(name)) return [await toSourceItem(() => readRunbooks({ item: name, folderName: basename(dirname(path)), runbooks: [local], others: [], qualifiers: [] }))];
  const items = await readLooseFile(file, { others: [], qualifiers: [], onArchive, isAsked: true });
  return items ?? [{ kind: 'refused', problem: { item: name, field: 'file', code: 'file_unknown', message: 'The file fits no kind of pack: send a folder, a ZIP, a library.json, a prompts or goods CSV, a goods.json, a notebook or markdown.' } }];
}
