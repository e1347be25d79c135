import { notify } from '@/server/modules/notifications/notify';
import { toDropStartingEmail } from '@/server/modules/notifications/templates/drop-starting-email';
import { tellInPages, type PeoplePage } from '@/server/modules/notifications/tell-in-pages';
import { clock } from '@/server/platform/clock';
import type { ServiceTx } from '@/server/platform/db';
import type { Platform } from '@/server/platform/platform';
import { momentMark } from '@/shared/moment-marks';
import { HOUR_MS } from '@/shared/time';
import { findUnannounced, listFollowers, listUnannounced, markAnnounced } from './announcements.queries';

const REASON = 'tell those who follow a product that its drop opens';
/** Long enough to be there when it opens, short enough not to be forgotten by then. */
const AHEAD_MS = HOUR_MS;

interface Opening {
  dropId: string;
  now: Date;
  publicUrl: string;
}

/** Tells those who follow a product of its drop, an hour before entries open or as soon as it is known: each once per drop. May run at any time and by two at once. */
export async function announceDrops({ db, env }: Pick<Platform, 'db' | 'env'>): Promise<void> {
  const now = clock.now();
  for (const dropId of await listUnannounced(db.readAsService(REASON), { now, soon: new Date(now.getTime() + AHEAD_MS) })) {
    const opening = { dropId, now, publicUrl: env.PUBLIC_URL };
    await tellInPages((page) => db.asService(REASON, (tx) => announcePage(tx, opening, page)));
  }
}

/** The last page says that all were told; until then whoever comes next begins again, and the key lets nobody be told twice. */
async function announcePage(tx: ServiceTx, { dropId, now, publicUrl }: Opening, page: PeoplePage): Promise<string[]> {
  const drop = await findUnannounced(tx, dropId);
  if (!drop) return [];
  const { productId, productTitle, opensAt, closesAt } = drop;
  const userIds = await listFollowers(tx, { productId, page });
  if (userIds.length < page.limit) await markAnnounced(tx, { dropId, now });
  if (userIds.length === 0) return [];
  const email = toDropStartingEmail({ productTitle, opensAt, closesAt, dropUrl: `${publicUrl}/drops/${dropId}` });
  await notify(tx, { to: { userIds }, type: 'drop_starting', title: email.subject, body: `Enter from ${momentMark(opensAt)}.`, href: `/drops/${dropId}`, dedupeKey: `drop-starting:${dropId}`, email, at: now });
  return userIds;
}
