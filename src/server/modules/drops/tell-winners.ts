import { notify } from '@/server/modules/notifications/notify';
import { toDropWonEmail } from '@/server/modules/notifications/templates/drop-won-email';
import type { ServiceTx } from '@/server/platform/db';
import type { LockedDrop } from './drops.queries';
import { listWinners } from './entries.queries';

interface News {
  drop: LockedDrop;
  entryIds: readonly string[];
  claimUntil: Date;
  now: Date;
  publicUrl: string;
}

/** Writes to those who may order now, once per entry and what it won. */
export async function tellWinners(tx: ServiceTx, { drop, entryIds, claimUntil, now, publicUrl }: News): Promise<void> {
  if (entryIds.length === 0) return;
  for (const { entryId, userId, variantTitle, wonQuantity } of await listWinners(tx, entryIds)) {
    const email = toDropWonEmail({ productTitle: drop.productTitle, variantTitle, quantity: wonQuantity, claimUntil, productUrl: `${publicUrl}/marketplace/${drop.productSlug}`, dropUrl: `${publicUrl}/drops/${drop.id}` });
    await notify(tx, { to: { userId }, type: 'drop_won', title: email.subject, href: `/marketplace/${drop.productSlug}`, dedupeKey: `drop-won:${entryId}:${wonQuantity}`, email, at: now });
  }
}
