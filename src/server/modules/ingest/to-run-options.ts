import type { IngestFolderInput } from '@/shared/contracts/admin-ingest';
import type { IngestSourceInput } from './ingest-source';

/** What an admin chose for a run, as the run takes it. */
export function toRunOptions({ sellerSlug, isDraft, priceMinor, currency }: Pick<IngestFolderInput, 'sellerSlug' | 'isDraft' | 'priceMinor' | 'currency'>): Pick<IngestSourceInput, 'sellerSlug' | 'isDraft' | 'defaultPrice'> {
  return { sellerSlug: sellerSlug ?? null, isDraft, defaultPrice: { amountMinor: priceMinor, teamAmountMinor: null, currency } };
}
