import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { INGEST_LIMITS } from './ingest-limits';
import { refuse } from './ingest-refusal';

/** A file below a folder. `path` is relative to the walked folder, `/`-separated. */
export interface WalkedFile {
  path: string;
  absolutePath: string;
  bytes: number;
}

export interface WalkedFolder {
  files: WalkedFile[];
  folders: string[];
  /** Names that are neither files nor folders; symbolic links are never followed. */
  links: string[];
  specials: string[];
}

/** Lists one folder, sorted by name, without following links. */
export async function listFolder(root: string, folder: string): Promise<WalkedFolder> {
  const found: WalkedFolder = { files: [], folders: [], links: [], specials: [] };
  const names = (await readdir(join(root, folder))).sort();
  for (const name of names) {
    const path = folder === '' ? name : `${folder}/${name}`;
    const absolutePath = join(root, folder, name);
    const stat = await lstat(absolutePath);
    if (stat.isSymbolicLink()) found.links.push(path);
    else if (stat.isDirectory()) found.folders.push(path);
    else if (stat.isFile()) found.files.push({ path, absolutePath, bytes: stat.size });
    else found.specials.push(path);
  }
  return found;
}

/** Folders that tools fill again; they are left out of packs. */
const LEFT_OUT = new Set(['node_modules', '__MACOSX', '.next', '.turbo', '.cache', '__pycache__', '.ipynb_checkpoints']);
const LEFT_OUT_FILE = /^(?:\.DS_Store|Thumbs\.db|desktop\.ini|\._.*)$/i;

/** Whether a name is a by-product that no pack contains. */
export function isLeftOut(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return LEFT_OUT.has(name) || LEFT_OUT_FILE.test(name);
}

/** Every file below a folder that is one pack, with paths relative to it. Links and devices refuse the pack; by-products are named in `leftOut`. */
export async function walkPack(root: string, item: string): Promise<{ files: WalkedFile[]; leftOut: string[] }> {
  const files: WalkedFile[] = [];
  const leftOut: string[] = [];
  const waiting = [''];
  for (let folder = waiting.shift(); folder !== undefined; folder = waiting.shift()) {
    if (folder.split('/').length > INGEST_LIMITS.depth) refuse(item, { field: folder, code: 'path_too_deep', message: `The folder is more than ${INGEST_LIMITS.depth} folders deep.` });
    const found = await listFolder(root, folder);
    const [link] = [...found.links, ...found.specials];
    if (link !== undefined) refuse(item, { field: link, code: 'file_link', message: 'The file is a link or a device.' });
    leftOut.push(...[...found.folders, ...found.files.map((file) => file.path)].filter(isLeftOut));
    files.push(...found.files.filter((file) => !isLeftOut(file.path)));
    waiting.push(...found.folders.filter((path) => !isLeftOut(path)));
    if (files.length > INGEST_LIMITS.entries) refuse(item, { field: 'files', code: 'pack_too_many', message: `The pack has more than ${INGEST_LIMITS.entries} files.` });
  }
  return { files: files.sort((left, right) => (left.path < right.path ? -1 : 1)), leftOut };
}
