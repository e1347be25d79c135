import type { IngestProblem } from '@/shared/contracts/ingest';
import { newId } from '@/shared/ids';
import type { CheckedPack } from './check-pack';
import { toSortKey } from './to-sort-key';

/** A version as the database has it. */
export interface KnownVersion {
  id: string;
  version: string;
  sortKey: string;
  contentHash: string;
  isPublished: boolean;
  hasArchive: boolean;
}

/** A product as the database has it, or as an earlier pack of this run has made it. */
export interface KnownProduct {
  id: string;
  slug: string;
  sellerId: string;
  kind: string;
  type: string;
  status: string;
  versions: readonly KnownVersion[];
}

/** What is to be done with one pack. `isVisible` publishes the version; otherwise it stays a draft. */
export type PackPlan =
  | { outcome: 'refused'; problem: IngestProblem }
  | { outcome: 'unchanged'; productId: string }
  | { outcome: 'write'; action: 'create' | 'add' | 'complete'; slug: string; productId: string; versionId: string; isVisible: boolean; isNewsToOwners: boolean };

export interface PlanOptions {
  sellerId: string;
  /** Keeps everything as drafts. */
  isDraft: boolean;
}

/** Slugs a pack may take, in this order: its own, and for one the source did not fix, its own with its type. */
export function slugsOf(pack: CheckedPack): string[] {
  const { slug, type, qualifiers } = pack.draft;
  return qualifiers === null ? [slug] : [slug, `${slug.slice(0, 70).replace(/-+$/, '')}-${type}`];
}

/**
 * Decides about one pack against what is known of its slugs. A version is its bytes: the same again is unchanged, others under its number are refused, as is a number
 * below the highest there. New ids are made here, so that objects can be stored before rows exist.
 */
export function planPack(pack: CheckedPack, known: ReadonlyMap<string, KnownProduct>, options: PlanOptions): PackPlan {
  const slugs = slugsOf(pack);
  const fits = (product: KnownProduct | undefined) => product === undefined || (product.sellerId === options.sellerId && product.kind === 'download' && product.type === pack.draft.type);
  const slug = slugs.find((each) => fits(known.get(each)));
  const hasFiles = pack.files.length > 0;
  const isVisible = hasFiles && !options.isDraft;
  if (slug === undefined) return refuseSlug(pack, known.get(pack.draft.slug), options);
  const product = known.get(slug);
  if (product === undefined) return { outcome: 'write', action: 'create', slug, productId: newId('product'), versionId: newId('version'), isVisible, isNewsToOwners: false };
  const existing = product.versions.find((version) => version.version === pack.draft.version);
  if (existing !== undefined) return planKnownVersion(pack, { product, existing, isVisible });
  const sortKey = toSortKey(pack.draft.version);
  const highest = product.versions.reduce<KnownVersion | null>((top, version) => (top === null || version.sortKey > top.sortKey ? version : top), null);
  if (highest !== null && highest.sortKey > sortKey) return refusePlan(pack, 'version', ['version_lower', `Version ${highest.version} is already here; ${pack.draft.version} is older.`]);
  const isNewsToOwners = isVisible && product.versions.some((version) => version.isPublished);
  return { outcome: 'write', action: 'add', slug, productId: product.id, versionId: newId('version'), isVisible, isNewsToOwners };
}

function planKnownVersion(pack: CheckedPack, { product, existing, isVisible }: { product: KnownProduct; existing: KnownVersion; isVisible: boolean }): PackPlan {
  const hasFiles = pack.files.length > 0;
  const complete: PackPlan = { outcome: 'write', action: 'complete', slug: product.slug, productId: product.id, versionId: existing.id, isVisible, isNewsToOwners: isVisible && product.versions.some((version) => version.isPublished) };
  if (existing.contentHash === pack.contentHash) return isVisible && !existing.isPublished ? complete : { outcome: 'unchanged', productId: product.id };
  // A draft of metadata alone takes its files when the metadata is still the same.
  if (!existing.hasArchive && !existing.isPublished && hasFiles && existing.contentHash === pack.statedHash) return complete;
  if (existing.hasArchive && !hasFiles) return refusePlan(pack, 'files', ['files_absent', `Version ${existing.version} is already here with its files; the source came without them.`]);
  return refusePlan(pack, 'version', ['version_changed', `Version ${existing.version} is already here with other content; a version never changes. Raise the version number.`]);
}

function refuseSlug(pack: CheckedPack, taken: KnownProduct | undefined, { sellerId }: PlanOptions): PackPlan {
  if (taken?.sellerId !== sellerId) return refusePlan(pack, 'slug', ['slug_taken', `The address ${pack.draft.slug} belongs to another seller.`]);
  return refusePlan(pack, 'type', ['type_changed', `The address ${pack.draft.slug} belongs to a product of type ${taken.type}.`]);
}

function refusePlan(pack: CheckedPack, field: string, [code, message]: [string, string]): PackPlan {
  return { outcome: 'refused', problem: { item: pack.draft.item, field, code, message } };
}

/** What is known after a plan was carried out, for the next pack of the same slug. */
export function applyPlan(known: Map<string, KnownProduct>, pack: CheckedPack, { plan, sellerId }: { plan: PackPlan; sellerId: string }): void {
  if (plan.outcome !== 'write') return;
  const before = known.get(plan.slug);
  const version: KnownVersion = { id: plan.versionId, version: pack.draft.version, sortKey: toSortKey(pack.draft.version), contentHash: pack.contentHash, isPublished: plan.isVisible, hasArchive: pack.files.length > 0 };
  const others = (before?.versions ?? []).filter((each) => each.id !== plan.versionId);
  known.set(plan.slug, { id: plan.productId, slug: plan.slug, sellerId, kind: 'download', type: pack.draft.type, status: before?.status ?? (plan.isVisible ? 'published' : 'draft'), versions: [...others, version] });
}
