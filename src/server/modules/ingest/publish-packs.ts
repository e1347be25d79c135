import { clock } from '@/server/platform/clock';
import type { ServiceTx } from '@/server/platform/db';
import { enqueue } from '@/server/platform/queue';
import { newId } from '@/shared/ids';
import type { CheckedPack } from './check-pack';
import { completeVersions, holdPrices, insertProducts, insertVersions, lockProducts, publishProducts, refreshListing, replaceAssets, type PriceRow, type ProductRow, type VersionRow } from './ingest.queries';
import type { PackPrice } from './pack-draft';
import { applyPlan, planPack, slugsOf, type KnownProduct, type PackPlan, type PlanOptions } from './plan-pack';
import type { StoredAsset } from './store-pack';
import { toSortKey } from './to-sort-key';

/** A pack whose objects are stored and whose place was decided on. */
export interface StoredPack {
  pack: CheckedPack;
  plan: Extract<PackPlan, { outcome: 'write' }>;
  assets: readonly StoredAsset[];
}

export interface PublishOptions extends PlanOptions {
  /** For packs that state no price. */
  defaultPrice: PackPrice;
}

/**
 * Writes packs with all their rows in the caller's transaction: they become visible together or not at all. Each decision is made again under lock; a pack for which it
 * came out differently is not written and is returned, to be decided anew.
 */
export async function publishPacks(tx: ServiceTx, packs: readonly StoredPack[], options: PublishOptions): Promise<StoredPack[]> {
  const known = new Map<string, KnownProduct>();
  for (const product of await lockProducts(tx, [...new Set(packs.flatMap(({ pack }) => slugsOf(pack)))])) known.set(product.slug, product);
  const kept: StoredPack[] = [];
  for (const stored of packs) {
    if (!isSamePlan(stored.plan, planPack(stored.pack, known, options))) continue;
    applyPlan(known, stored.pack, { plan: stored.plan, sellerId: options.sellerId });
    kept.push(stored);
  }
  const created = kept.filter(({ plan }) => plan.action === 'create');
  const free = await insertProducts(tx, created.map((stored) => toProductRow(stored, options.sellerId)));
  const lost = new Set(created.filter(({ plan }) => !free.has(plan.slug)).map(({ plan }) => plan.productId));
  const written = kept.filter(({ plan }) => !lost.has(plan.productId));
  await writeVersions(tx, written, options);
  const writtenSet = new Set(written);
  return packs.filter((stored) => !writtenSet.has(stored));
}

/** Whether a second decision is the first again: ids it makes up do not count, ids it found do. */
function isSamePlan(first: StoredPack['plan'], second: PackPlan): boolean {
  if (second.outcome !== 'write' || first.action !== second.action || first.slug !== second.slug || first.isVisible !== second.isVisible) return false;
  if (first.action === 'create') return true;
  return first.productId === second.productId && (first.action === 'add' || first.versionId === second.versionId);
}

async function writeVersions(tx: ServiceTx, written: readonly StoredPack[], options: PublishOptions): Promise<void> {
  const now = clock.now();
  await insertVersions(tx, written.filter(({ plan }) => plan.action !== 'complete').map((stored) => toVersionRow(stored, now)));
  await completeVersions(tx, written.filter(({ plan }) => plan.action === 'complete').map((stored) => toVersionRow(stored, now)));
  await replaceAssets(tx, written.flatMap(({ assets, plan }) => assets.map((asset) => ({ ...asset, versionId: plan.versionId }))));
  // Of several versions of one product the last is the newest, and it alone speaks for the product.
  const newest = [...new Map(written.filter(({ plan }) => plan.isVisible || plan.action === 'create').map((stored) => [stored.plan.productId, stored])).values()];
  await holdPrices(tx, newest.flatMap((stored) => toPriceRows(stored, options)), now);
  const visible = [...new Map(written.filter(({ plan }) => plan.isVisible).map((stored) => [stored.plan.productId, stored])).values()];
  await publishProducts(tx, visible.map((stored) => toProductRow(stored, options.sellerId)), now);
  await refreshListing(tx, visible.map(({ plan }) => plan.productId));
  if (visible.length > 0) await enqueue(tx, { task: 'refresh-pages', payload: {}, key: 'refresh-pages' });
  for (const { plan } of written) if (plan.isNewsToOwners) await enqueue(tx, { task: 'notify-new-version', payload: { versionId: plan.versionId }, key: `new-version:${plan.versionId}` });
}

function toProductRow({ pack, plan }: StoredPack, sellerId: string): ProductRow {
  const { draft } = pack;
  return { id: plan.productId, seller_id: sellerId, type: draft.type, slug: plan.slug, title: draft.title, summary: draft.summary, description: pack.description, tags: draft.tags, works_with: draft.worksWith, external_url: draft.externalUrl };
}

function toVersionRow({ pack, plan }: StoredPack, now: Date): VersionRow {
  const { draft } = pack;
  return {
    id: plan.versionId,
    product_id: plan.productId,
    version: draft.version,
    sort_key: toSortKey(draft.version),
    changelog: draft.changelog,
    content_hash: pack.contentHash,
    released_at: draft.releasedAt === null ? now : new Date(draft.releasedAt),
    published_at: plan.isVisible ? now : null,
  };
}

function toPriceRows({ pack, plan }: StoredPack, options: PublishOptions): PriceRow[] {
  if (pack.draft.price === null && plan.action !== 'create') return [];
  const { amountMinor, teamAmountMinor, currency } = pack.draft.price ?? options.defaultPrice;
  const row = (license: PriceRow['license'], position: number, amount: number): PriceRow => ({
    variant_id: newId('variant'), price_id: newId('price'), product_id: plan.productId, seller_id: options.sellerId, license, position, sku: `${plan.slug}-${license}`, amount_minor: amount, currency,
  });
  return [row('personal', 0, amountMinor), ...(teamAmountMinor === null ? [] : [row('team', 1, teamAmountMinor)])];
}
