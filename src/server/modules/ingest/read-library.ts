import type { DownloadType } from '@/shared/contracts/catalog';
import { lstat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { LibraryPack } from '@/shared/contracts/ingest';
import { INGEST_LIMITS } from './ingest-limits';
import { refuse } from './ingest-refusal';
import { toSourceItem, type PackDraft, type PackFile, type SourceItem } from './pack-draft';
import { readIndex } from './read-index';
import { readBounded } from './read-text';

/** Files of how many packs are looked for at the same time. */
const CONCURRENCY = 32;

/**
 * Reads a `library.json` and finds its files beside it. A pack none of whose files is there is metadata alone and comes back without files and with a warning;
 * one of which only some are there is refused, naming the first that is missing. Throws `IngestRefusal` when the index itself cannot be read.
 */
export async function readLibrary(indexPath: string, item: string): Promise<SourceItem[]> {
  const bytes = await readBounded(indexPath, { item, field: '$', maxBytes: INGEST_LIMITS.indexBytes });
  const { seller, entries } = readIndex(bytes, item);
  // Of several indexes in one source each names its packs by its own path.
  const place = item === 'library.json' ? '' : `${item}: `;
  const items: SourceItem[] = [];
  for (let at = 0; at < entries.length; at += CONCURRENCY) {
    const batch = entries.slice(at, at + CONCURRENCY).map((entry) => {
      if ('refusal' in entry) return Promise.resolve<SourceItem>({ kind: 'refused', problem: { ...entry.refusal.problem, item: `${place}${entry.item}` } });
      return toSourceItem(async () => ({ ...(await toDraft(`${place}${entry.item}`, entry.pack, dirname(indexPath))), sellerSlug: seller }));
    });
    items.push(...(await Promise.all(batch)));
  }
  return items;
}

async function toDraft(item: string, pack: LibraryPack, base: string): Promise<Omit<PackDraft, 'sellerSlug'>> {
  const { files, isMetadataOnly } = await findFiles(item, pack, base);
  const missing = { item, field: 'files', code: 'files_absent', message: pack.files.length === 0 ? 'No files are listed: kept as a draft.' : 'None of the listed files is here: kept as a draft until they are.' };
  return {
    item,
    type: pack.type ?? guessType(pack),
    slug: pack.slug,
    qualifiers: null,
    title: pack.title,
    version: pack.version,
    summary: pack.summary ?? '',
    description: pack.description ?? '',
    changelog: pack.changelog ?? '',
    tags: [...new Set(pack.tags ?? [])],
    worksWith: [...new Set(pack.works_with ?? [])],
    price: { amountMinor: pack.price_cents, teamAmountMinor: pack.team_price_cents ?? null, currency: pack.currency },
    externalUrl: pack.external_url ?? null,
    releasedAt: pack.released_at ?? null,
    files,
    preview: null,
    previewPath: isMetadataOnly ? null : (pack.preview ?? null),
    readmePath: isMetadataOnly ? null : (pack.readme ?? pack.files.find((path) => /^readme\.(?:md|markdown)$/i.test(path)) ?? null),
    coverPath: isMetadataOnly ? null : (pack.cover ?? null),
    stated: { ...pack, path: undefined },
    warnings: isMetadataOnly ? [missing] : [],
  };
}

async function findFiles(item: string, pack: LibraryPack, base: string): Promise<{ files: PackFile[]; isMetadataOnly: boolean }> {
  const folder = pack.path?.replace(/\/$/, '') ?? '';
  const found = await Promise.all(pack.files.map(async (path) => ({ path, absolutePath: join(base, folder, path), state: await stateOf(base, folder === '' || folder === '.' ? path : `${folder}/${path}`) })));
  const link = found.find((file) => file.state === 'link');
  if (link !== undefined) refuse(item, { field: link.path, code: 'file_link', message: 'The file is a link or a device, or behind one.' });
  const absent = found.filter((file) => file.state === 'absent');
  if (absent.length === found.length) return { files: [], isMetadataOnly: true };
  const [first] = absent;
  if (first !== undefined) refuse(item, { field: first.path, code: 'file_missing', message: 'The file is listed but not there.' });
  return { files: found.map(({ path, absolutePath }) => ({ path, absolutePath })), isMetadataOnly: false };
}

/** Looks at every part of the path, because a linked folder leads out as well as a linked file. */
async function stateOf(base: string, path: string): Promise<'file' | 'absent' | 'link'> {
  const segments = path.split('/');
  for (let depth = 1; depth <= segments.length; depth += 1) {
    const stat = await lstat(join(base, ...segments.slice(0, depth))).catch(() => null);
    if (stat === null) return 'absent';
    const isLast = depth === segments.length;
    if (stat.isSymbolicLink() || (isLast ? !stat.isFile() : !stat.isDirectory())) return 'link';
  }
  return 'file';
}

/** The type of an entry that does not state one, by its tags, then by its files. */
function guessType(pack: LibraryPack): DownloadType {
  const tags = new Set([...(pack.tags ?? []), ...(pack.works_with ?? []).map((name) => name.toLowerCase())]);
  if (pack.files.some((path) => path.endsWith('.ipynb')) || tags.has('jupyter')) return 'jupyter';
  if (tags.has('next') || tags.has('next.js') || pack.files.some((path) => /^next\.config\.[cm]?[jt]s$/.test(path))) return 'next';
  if (pack.files.some((path) => path.endsWith('package.json')) || tags.has('node') || tags.has('node.js')) return 'node';
  if (tags.has('prompt')) return 'prompt';
  return pack.files.length > 0 && pack.files.every((path) => /\.(?:md|markdown)$/i.test(path)) ? 'runbook' : 'node';
}
