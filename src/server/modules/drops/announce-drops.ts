import { notify } from '@/server/modules/notifications/notify';
import { toDropStartingEmail } from '@/server/modules/notifications/templates/drop-starting-email';
import { clock } from '@/server/platform/clock';
import type { ServiceTx } from '@/server/platform/db';
import type { Platform } from '@/server/platform/platform';
import { HOUR_MS } from '@/shared/time';
import { listUnannounced, takeAnnouncement } from './announcements.queries';

const REASON = 'tell those who follow a product that its drop opens';
/** Long enough to be there when it opens, short enough not to be forgotten by then. */
const AHEAD_MS = HOUR_MS;

/** Tells those who follow a product of its drop, an hour before entries open or as soon as it is known: each once per drop. May run at any time and by two at once. */
export async function announceDrops({ db, env }: Pick<Platform, 'db' | 'env'>): Promise<void> {
  const now = clock.now();
  for (const dropId of await listUnannounced(db.readAsService(REASON), { now, soon: new Date(now.getTime() + AHEAD_MS) })) {
    await db.asService(REASON, (tx) => announce(tx, { dropId, now, publicUrl: env.PUBLIC_URL }));
  }
}

async function announce(tx: ServiceTx, { dropId, now, publicUrl }: { dropId: string; now: Date; publicUrl: string }): Promise<void> {
  const drop = await takeAnnouncement(tx, { dropId, now });
  if (!drop || drop.followers.length === 0) return;
  const { followers: userIds, productTitle, opensAt, closesAt } = drop;
  const email = toDropStartingEmail({ productTitle, opensAt, closesAt, dropUrl: `${publicUrl}/drops/${dropId}` });
  await notify(tx, { to: { userIds }, type: 'drop_starting', title: email.subject, body: `Enter from ${opensAt.toISOString().slice(0, 16).replace('T', ', ')} UTC.`, href: `/drops/${dropId}`, dedupeKey: `drop-starting:${dropId}`, email, at: now });
}
