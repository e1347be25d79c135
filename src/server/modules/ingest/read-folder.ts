import { open } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { INGEST_LIMITS } from './ingest-limits';
import { findPathFault, toPrintable } from './inspect-path';
import { toSourceItem, type PackFile, type SourceItem } from './pack-draft';
import { readIndexFile, readLooseFile } from './read-loose-file';
import { readPackage } from './read-package';
import { readRunbooks } from './read-runbooks';
import { isLeftOut, listFolder, walkPack, type WalkedFile, type WalkedFolder } from './walk-folder';

const LICENCE = /^(?:licen[cs]e|copying|notice|unlicense)(?:[.-].*)?$/i;
const MARKDOWN = /\.(?:md|markdown)$/i;
const PICTURE = /\.(?:png|jpe?g|gif|webp|avif)$/i;
const DOCUMENT_ABOUT = /^(?:readme|contributing|code_of_conduct|security|changelog)(?:\.[a-z]+)?$/i;

interface Place {
  root: string;
  /** What the root is called in reports and titles. */
  name: string;
  /** Relative to the root; empty for the root itself. */
  folder: string;
  /** The nearest licence files, from this folder or one above. */
  licences: readonly PackFile[];
  onArchive: (file: WalkedFile) => Promise<SourceItem[]>;
}

/**
 * Reads a folder of packs: a folder with a `library.json` is what its index says, one with a package.json is a node or next pack, one with markdown is a pack of runbooks; each
 * notebook and each row of a prompts CSV is a pack, each ZIP is handed to `onArchive`. Links are not followed. What fits nothing is skipped by name.
 */
export async function readFolder(root: string, { name, onArchive }: Pick<Place, 'name' | 'onArchive'>): Promise<SourceItem[]> {
  return readPlace({ root, name, folder: '', licences: [], onArchive });
}

async function readPlace(place: Place): Promise<SourceItem[]> {
  const { root, folder } = place;
  const item = folder === '' ? place.name : folder;
  if (folder.split('/').length > INGEST_LIMITS.depth) return [skip(folder, 'path_too_deep', 'The folder is nested too deep.')];
  const found = await listFolder(root, folder);
  const has = (name: string) => found.files.some((file) => basename(file.path) === name);
  const index = folder === '' ? 'library.json' : `${folder}/library.json`;
  if (has('library.json')) return readIndexFile({ path: index, absolutePath: join(root, index) });
  if (has('package.json')) return [await toSourceItem(() => readPackageFolder(place, item))];
  const here = { ...place, licences: licencesOf(found, place.licences) };
  const items = [...(await readLooseFiles(here, found, item)), ...found.links.map((path) => skip(path, 'file_link', 'Links are not followed.')), ...found.specials.map((path) => skip(path, 'file_special', 'The file is not a regular file.'))];
  for (const child of found.folders) {
    if (isLeftOut(child)) continue;
    if (basename(child).startsWith('.')) items.push(skip(child, 'file_hidden', 'Hidden folders are not looked into.'));
    else items.push(...(await readPlace({ ...here, folder: child })));
  }
  return items;
}

async function readPackageFolder({ root, folder, licences }: Place, item: string) {
  const { files, leftOut } = await walkPack(join(root, folder), item);
  const draft = await readPackage({ item, files, qualifiers: toQualifiers(folder) });
  const carried = files.some((file) => LICENCE.test(file.path)) ? [] : licences;
  const warnings = leftOut.map((path) => ({ item, field: toPrintable(path), code: 'file_left_out', message: 'Left out of the pack.' }));
  return { ...draft, files: [...draft.files, ...carried], warnings: [...draft.warnings, ...warnings] };
}

function licencesOf(found: WalkedFolder, above: readonly PackFile[]): readonly PackFile[] {
  const own = found.files.filter((file) => LICENCE.test(basename(file.path)));
  return own.length === 0 ? above : own.map((file) => ({ path: basename(file.path), absolutePath: file.absolutePath, isCarried: true }));
}

async function readLooseFiles(place: Place, found: WalkedFolder, item: string): Promise<SourceItem[]> {
  const items: SourceItem[] = [];
  const pages: WalkedFile[] = [];
  const candidates = found.files.filter((file) => !isLeftOut(file.path) && !LICENCE.test(basename(file.path)));
  for (const file of candidates) {
    const fault = findPathFault(file.path);
    if (fault !== null) items.push({ kind: 'refused', problem: { ...fault, item: toPrintable(file.path), field: 'name' } });
    else if (await isRunbookPage(file, candidates)) pages.push(file);
  }
  const isPack = pages.some((file) => !DOCUMENT_ABOUT.test(basename(file.path)) && !/^_?index\./i.test(basename(file.path)));
  const pictures = candidates.filter((file) => PICTURE.test(file.path));
  const toLocal = (file: WalkedFile) => ({ path: basename(file.path), absolutePath: file.absolutePath });
  if (isPack) {
    const runbooks = pages.filter((file) => !/^(?:contributing|code_of_conduct|security|changelog)\./i.test(basename(file.path))).map(toLocal);
    const others = [...pictures.map(toLocal), ...place.licences];
    items.push(await toSourceItem(() => readRunbooks({ item, folderName: place.folder === '' ? place.name : basename(place.folder), runbooks, others, qualifiers: toQualifiers(place.folder) })));
  }
  const taken = new Set(isPack ? [...pages, ...pictures] : []);
  for (const file of candidates.filter((each) => !taken.has(each) && findPathFault(each.path) === null)) items.push(...((await readLooseFile(file, { others: place.licences, qualifiers: toQualifiers(file.path), onArchive: place.onArchive, isAsked: false })) ?? [skipUnknown(file)]));
  return items;
}

/** Markdown by its extension; or a text without one, beside others that have it, which starts as markdown does. */
async function isRunbookPage(file: WalkedFile, beside: readonly WalkedFile[]): Promise<boolean> {
  if (MARKDOWN.test(file.path)) return true;
  if (basename(file.path).includes('.') || !beside.some((other) => MARKDOWN.test(other.path))) return false;
  return /^(?:---|# \S)/.test(await readFirstLine(file.absolutePath));
}

async function readFirstLine(absolutePath: string): Promise<string> {
  const handle = await open(absolutePath, 'r');
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(4_096), 0, 4_096, 0);
    return buffer.toString('utf8', 0, bytesRead).split(/\r?\n/, 1)[0] ?? '';
  } finally {
    await handle.close();
  }
}

function toQualifiers(path: string): string[] {
  return path === '' ? [] : path.replace(/\.[a-z0-9]+$/i, '').split('/');
}

function skipUnknown(file: WalkedFile): SourceItem {
  return basename(file.path).startsWith('.') ? skip(file.path, 'file_hidden', 'Hidden files are not looked into.') : skip(file.path, 'file_unknown', 'The file fits no kind of pack.');
}

function skip(path: string, code: string, message: string): SourceItem {
  return { kind: 'skipped', problem: { item: toPrintable(path), field: 'file', code, message } };
}
