import { createHash } from 'node:crypto';
import type { Storage } from '@/server/platform/storage';
import { newId, type Id } from '@/shared/ids';
import { buildArchive } from './build-archive';
import type { CheckedPack } from './check-pack';

/** A stored object as a row of `assets`. */
export interface StoredAsset {
  id: Id<'asset'>;
  role: 'archive' | 'preview' | 'cover' | 'readme';
  storageKey: string;
  fileName: string;
  contentType: string;
  bytes: number;
  sha256: string;
  contents: { path: string; bytes: number }[];
}

const EXTENSIONS: Readonly<Record<string, string>> = { 'text/markdown': 'md', 'text/html': 'html', 'text/plain': 'txt', 'application/x-ipynb+json': 'ipynb', 'image/webp': 'webp' };

/**
 * Puts a pack's archive and what its page shows into storage, under keys of ids that no row names yet: until its transaction commits nobody can see them, and if it never
 * does they are collected as orphans.
 */
export async function storePack(storage: Storage, pack: CheckedPack, place: { productId: string; versionId: string }): Promise<StoredAsset[]> {
  if (pack.files.length === 0) return [];
  const assets = [await storeArchive(storage, pack, place)];
  const documents = [
    { role: 'preview' as const, document: pack.preview },
    { role: 'readme' as const, document: pack.readme },
    { role: 'cover' as const, document: pack.cover === null ? null : { fileName: 'cover.webp', contentType: pack.cover.contentType, content: pack.cover.content } },
  ];
  for (const { role, document } of documents) {
    if (document === null || document.content.length === 0) continue;
    const { fileName, contentType, content } = document;
    const asset = toAsset(role, { ...place, extension: EXTENSIONS[contentType] ?? 'bin' });
    await storage.put(asset.storageKey, content, { contentType, bytes: content.length });
    assets.push({ ...asset, fileName: fileName.slice(-200), contentType, bytes: content.length, sha256: createHash('sha256').update(content).digest('hex'), contents: [] });
  }
  return assets;
}

async function storeArchive(storage: Storage, pack: CheckedPack, place: { productId: string; versionId: string }): Promise<StoredAsset> {
  const archive = await buildArchive(pack.files, pack.draft.item);
  try {
    const contentType = 'application/zip';
    const asset = toAsset('archive', { ...place, extension: 'zip' });
    await storage.put(asset.storageKey, archive.open(), { contentType, bytes: archive.bytes });
    const contents = pack.files.map(({ path, bytes }) => ({ path, bytes })).sort((left, right) => (left.path < right.path ? -1 : 1));
    return { ...asset, fileName: `${pack.draft.slug}-${pack.draft.version}.zip`, contentType, bytes: archive.bytes, sha256: archive.sha256, contents };
  } finally {
    await archive.dispose();
  }
}

function toAsset(role: StoredAsset['role'], { productId, versionId, extension }: { productId: string; versionId: string; extension: string }): Pick<StoredAsset, 'id' | 'role' | 'storageKey'> {
  const id = newId('asset');
  return { id, role, storageKey: `packs/${productId}/${versionId}/${id}.${extension}` };
}
