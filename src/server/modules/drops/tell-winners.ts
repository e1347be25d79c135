import { notify } from '@/server/modules/notifications/notify';
import { toDropWonEmail } from '@/server/modules/notifications/templates/drop-won-email';
import { tellInPages, type PeoplePage } from '@/server/modules/notifications/tell-in-pages';
import { clock } from '@/server/platform/clock';
import type { ServiceTx } from '@/server/platform/db';
import type { Platform } from '@/server/platform/platform';
import { listUntoldDrops, listWinners, markTold } from './winners.queries';

const REASON = 'tell winners of drops what they may order';
/** Each is told by statements of their own. */
const WINNERS_PER_PAGE = 100;

/**
 * Writes to those who may order now, once per entry and what it won; not to who has ordered all of it before. Those whom a process that ended did not reach are told by the next. May run at any time
 * and by two at once; one drop whose winners cannot be told does not hold up the others.
 */
export async function tellWinners({ db, env }: Pick<Platform, 'db' | 'env'>): Promise<void> {
  const now = clock.now();
  const failures: unknown[] = [];
  for (const dropId of await listUntoldDrops(db.readAsService(REASON), now)) {
    const telling = tellInPages((page) => db.asService(REASON, (tx) => tellPage(tx, { dropId, now, publicUrl: env.PUBLIC_URL }, page)), WINNERS_PER_PAGE);
    await telling.catch((error: unknown) => failures.push(error));
  }
  if (failures.length > 0) throw new AggregateError(failures, `winners of ${failures.length} drops could not be told`);
}

async function tellPage(tx: ServiceTx, { dropId, now, publicUrl }: { dropId: string; now: Date; publicUrl: string }, page: PeoplePage): Promise<string[]> {
  const winners = await listWinners(tx, { dropId, now, page });
  for (const { entryId, userId, productTitle, productSlug, variantTitle, wonQuantity, claimUntil } of winners) {
    const email = toDropWonEmail({ productTitle, variantTitle, quantity: wonQuantity, claimUntil, productUrl: `${publicUrl}/marketplace/${productSlug}`, dropUrl: `${publicUrl}/drops/${dropId}` });
    await notify(tx, { to: { userId }, type: 'drop_won', title: email.subject, href: `/marketplace/${productSlug}`, dedupeKey: `drop-won:${entryId}:${wonQuantity}`, email, at: now });
  }
  if (winners.length > 0) await markTold(tx, winners);
  return winners.map(({ userId }) => userId);
}
