import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { IngestRefusal, refuse } from './ingest-refusal';
import { inspectFile } from './inspect-file';
import type { SourceItem } from './pack-draft';
import { readArchive, type ArchiveFile } from './read-archive';
import { readFolder } from './read-folder';
import { isLeftOut } from './walk-folder';

/** What an uploaded archive turned out to hold. Its files lie in a folder of ours until `dispose`. */
export interface Upload {
  items: SourceItem[];
  dispose: () => Promise<void>;
}

/**
 * Unpacks a ZIP into a private temporary folder and reads it like any folder; a single folder around everything is looked through. The archive is refused as a whole when
 * its structure or any file in it breaks a rule, also outside of a pack. Nothing is left behind by a refusal.
 */
export async function readUpload(archivePath: string, name: string): Promise<Upload> {
  const root = await mkdtemp(join(tmpdir(), 'latchkey-upload-'));
  const dispose = () => rm(root, { recursive: true, force: true });
  try {
    const files = await readArchive(archivePath, { item: name, extractTo: root });
    await inspectFiles(root, files, name);
    const top = await findTop(root);
    const items = await readFolder(top, { name: name.replace(/\.zip$/i, ''), onArchive: () => Promise.resolve([]) });
    const packs = items.filter((item) => item.kind !== 'skipped');
    if (packs.length === 0) refuse(name, { field: 'archive', code: 'archive_no_pack', message: 'There is no pack inside: no package.json, library.json, runbook, notebook or prompts CSV.' });
    return { items: items.map((item) => toUploadItem(item, name, packs.length === 1)), dispose };
  } catch (error) {
    await dispose();
    if (error instanceof IngestRefusal) return { items: [{ kind: 'refused', problem: error.problem }], dispose };
    throw error;
  }
}

async function inspectFiles(root: string, files: readonly ArchiveFile[], item: string): Promise<void> {
  const kept = files.filter((file) => !file.path.split('/').some(isLeftOut));
  for (const file of kept) await inspectFile({ path: file.path, absolutePath: join(root, file.path) }, item);
}

/** Steps into a folder that stands alone, as archives of a folder have it. */
async function findTop(root: string): Promise<string> {
  const entries = (await readdir(root, { withFileTypes: true })).filter((entry) => !isLeftOut(entry.name));
  const [only] = entries;
  return entries.length === 1 && only?.isDirectory() === true ? join(root, only.name) : root;
}

function toUploadItem(item: SourceItem, name: string, isAlone: boolean): SourceItem {
  if (item.kind === 'pack' || item.kind === 'goods') {
    const place = isAlone ? name : `${name}: ${item.draft.item}`;
    const named = { item: place, warnings: item.draft.warnings.map((warning) => ({ ...warning, item: place })) };
    return item.kind === 'pack' ? { kind: 'pack', draft: { ...item.draft, ...named } } : { kind: 'goods', draft: { ...item.draft, ...named } };
  }
  const place = item.kind === 'refused' && isAlone ? name : `${name}: ${item.problem.item}`;
  return { ...item, problem: { ...item.problem, item: place } };
}
