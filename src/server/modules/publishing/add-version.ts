import { readVersion } from '@/server/modules/ingest/read-version';
import { storePack, type StoredAsset } from '@/server/modules/ingest/store-pack';
import { toSortKey } from '@/server/modules/ingest/to-sort-key';
import { withUpload } from '@/server/modules/ingest/with-upload';
import { clock } from '@/server/platform/clock';
import type { ServiceTx, Viewer } from '@/server/platform/db';
import type { Platform } from '@/server/platform/platform';
import { enqueue } from '@/server/platform/queue';
import type { AddVersionInput } from '@/shared/contracts/publishing';
import { AppError } from '@/shared/errors';
import { newId } from '@/shared/ids';
import { assertMayWrite } from './assert-may-write';
import { decideVersion } from './decide-version';
import { holdProduct } from './hold-product';
import { relist, type OwnProduct } from './products.queries';
import { insertAssets, insertVersion, listVersions, replaceVersion } from './versions.queries';

const REASON = 'versions and where their files lie are written by the service alone';

/** A checked file whose objects are stored. */
interface StoredVersion {
  versionId: string;
  version: string;
  changelog: string;
  contentHash: string;
  assets: readonly StoredAsset[];
}

/**
 * A member of the seller releases a version of a download from a file uploaded before, which is gone afterwards. Of a published product it is out at once and its owners are told;
 * of a draft it waits for the review, and may be replaced until then. The same bytes again change nothing. Throws NOT_FOUND, INVALID_INPUT (no download, name), UNPROCESSABLE (what the
 * file breaks), CONFLICT (a published version under this number, a higher one, at rest).
 */
export async function addVersion(platform: Pick<Platform, 'db' | 'storage'>, { viewer, input }: { viewer: Viewer; input: AddVersionInput }): Promise<{ version: string }> {
  const { db, storage } = platform;
  const { sellerId } = await assertMayWrite(db, { viewer, sellerSlug: input.seller });
  const own = { productId: input.productId, sellerId };
  // Looked at before the file is read: most mistakes need no megabytes to be told.
  const product = await db.asService(REASON, (tx) => holdDownload(tx, own));
  const { version, changelog, fileName } = input;
  return withUpload(storage, { viewer, ...input }, (path) =>
    readVersion({ path, fileName, slug: product.slug, type: product.type, version, changelog }, async (pack) => {
      if (pack.files.length === 0) throw new AppError('UNPROCESSABLE', 'The file describes a pack and does not hold its files.', { field: 'file' });
      const versionId = newId('version');
      const assets = await storePack(storage, pack, { productId: product.id, versionId });
      await db.asService(REASON, (tx) => release(tx, own, { versionId, version, changelog, contentHash: pack.contentHash, assets }));
      return { version };
    }),
  );
}

async function holdDownload(tx: ServiceTx, own: OwnProduct) {
  const product = await holdProduct(tx, own);
  if (product.kind !== 'download') throw new AppError('INVALID_INPUT', 'Only downloads have versions.', { field: 'productId' });
  return product;
}

/** Writes the version under the product's lock; objects that no row comes to name are collected. */
async function release(tx: ServiceTx, own: OwnProduct, stored: StoredVersion): Promise<void> {
  const product = await holdDownload(tx, own);
  const known = await listVersions(tx, product.id);
  const sortKey = toSortKey(stored.version);
  const decision = decideVersion(known, { version: stored.version, sortKey, contentHash: stored.contentHash });
  if (decision.action === 'unchanged') return;
  const isPublished = product.status === 'published';
  const id = decision.action === 'replace' ? decision.id : stored.versionId;
  const row = { id, productId: product.id, version: stored.version, sortKey, changelog: stored.changelog, contentHash: stored.contentHash, at: clock.now(), isPublished };
  await (decision.action === 'replace' ? replaceVersion(tx, row) : insertVersion(tx, row));
  await insertAssets(tx, id, stored.assets);
  if (isPublished) await relist(tx, product.id);
  if (isPublished && known.some((each) => each.isPublished)) await enqueue(tx, { task: 'notify-new-version', payload: { versionId: id }, key: `new-version:${id}` });
}
