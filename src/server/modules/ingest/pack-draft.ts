import type { DownloadType } from '@/shared/contracts/catalog';
import type { IngestProblem } from '@/shared/contracts/ingest';
import type { GoodsDraft } from './goods-draft';
import type { IngestRefusal } from './ingest-refusal';

/** A file of a pack before its bytes are checked. `isCarried` files (a licence from a folder above) go into the archive but are not part of the version's identity. */
export type PackFile = { path: string; isCarried?: boolean } & ({ absolutePath: string } | { content: Buffer });

/** A price in minor units; `teamAmountMinor` adds a licence for organizations. */
export interface PackPrice {
  amountMinor: number;
  teamAmountMinor: number | null;
  currency: string;
}

/** A document shown on the product's page: inert text, rendered by the catalogue. */
export interface PackDocument {
  fileName: string;
  contentType: PreviewType;
  content: Buffer;
}

export type PreviewType = 'text/markdown' | 'text/html' | 'text/plain' | 'application/x-ipynb+json';

/** One version of one pack as read from a source, its files not yet opened. `price` null takes the run's default. `files` is empty for metadata alone. */
export interface PackDraft {
  item: string;
  type: DownloadType;
  /** Whose it is, where the source says so. */
  sellerSlug: string | null;
  slug: string;
  /** Where it stands in its source, outermost first; tells packs of equal slug apart. Null when the source itself fixes the slug. */
  qualifiers: readonly string[] | null;
  title: string;
  version: string;
  summary: string;
  description: string;
  changelog: string;
  tags: readonly string[];
  worksWith: readonly string[];
  price: PackPrice | null;
  externalUrl: string | null;
  releasedAt: string | null;
  files: readonly PackFile[];
  preview: PackDocument | null;
  /** Paths among `files`. */
  previewPath: string | null;
  readmePath: string | null;
  coverPath: string | null;
  /** What the source states outside of the files; with the files it is the identity of the version. Never anything we derived, or a better summary would be another version. */
  stated: unknown;
  warnings: readonly IngestProblem[];
}

/** What a reader found at one place of a source. */
export type SourceItem = { kind: 'pack'; draft: PackDraft } | { kind: 'goods'; draft: GoodsDraft } | { kind: 'refused'; problem: IngestProblem } | { kind: 'skipped'; problem: IngestProblem };

/** Runs a reader of one item; a refusal becomes the item's result, so that the others go on. */
export async function toSourceItem(read: () => Promise<PackDraft>): Promise<SourceItem> {
  try {
    return { kind: 'pack', draft: await read() };
  } catch (error) {
    if (isRefusal(error)) return { kind: 'refused', problem: error.problem };
    throw error;
  }
}

function isRefusal(error: unknown): error is IngestRefusal {
  return error instanceof Error && error.name === 'IngestRefusal';
}
