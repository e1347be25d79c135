import { enqueueEmail } from '@/server/modules/notifications/enqueue-email';
import { toDropWonEmail } from '@/server/modules/notifications/templates/drop-won-email';
import type { ServiceTx } from '@/server/platform/db';
import type { LockedDrop } from './drops.queries';
import { listWinners } from './entries.queries';

interface News {
  drop: LockedDrop;
  entryIds: readonly string[];
  claimUntil: Date;
  publicUrl: string;
}

/** Writes to those who may order now, once per entry and what it won. */
export async function tellWinners(tx: ServiceTx, { drop, entryIds, claimUntil, publicUrl }: News): Promise<void> {
  if (entryIds.length === 0) return;
  for (const { entryId, email, variantTitle, wonQuantity } of await listWinners(tx, entryIds)) {
    const mail = toDropWonEmail({ productTitle: drop.productTitle, variantTitle, quantity: wonQuantity, claimUntil, productUrl: `${publicUrl}/marketplace/${drop.productSlug}`, dropUrl: `${publicUrl}/drops/${drop.id}` });
    await enqueueEmail(tx, { ...mail, kind: 'drop-won', to: email, dedupeKey: `drop-won:${entryId}:${wonQuantity}` });
  }
}
