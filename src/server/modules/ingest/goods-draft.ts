import type { GoodsProduct } from '@/shared/contracts/goods-index';
import type { IngestProblem } from '@/shared/contracts/ingest';

/** A thing as read from a source, every field checked; its pictures not yet opened. */
export interface GoodsDraft {
  item: string;
  /** Whose it is, where the source says so. */
  sellerSlug: string | null;
  goods: GoodsProduct;
  pictures: readonly { name: string; alt: string; absolutePath: string }[];
  warnings: readonly IngestProblem[];
}
