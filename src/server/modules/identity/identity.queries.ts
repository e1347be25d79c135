import { Prisma } from '@generated/client';
import type { Reader, Viewer } from '@/server/platform/db';

/** Staff who touched nothing for this long must sign in again. */
const STAFF_IDLE_MINUTES = 60;

/**
 * The person behind a live session. In the same statement the session is marked as seen, at most every five minutes, so that reading stays
 * reading.
 */
export async function findSessionViewer(db: Reader, { tokenHash, now }: { tokenHash: string; now: Date }): Promise<Viewer | null> {
  const rows = await db.rows<Viewer>(Prisma.sql`
    with live as (
      select s.id, s.last_seen_at, u.id as user_id, p.role
      from sessions s join users u on u.id = s.user_id join profiles p on p.user_id = u.id
      where s.session_token = ${tokenHash} and s.expires > ${now} and u.disabled_at is null
        and (p.role = 'customer' or s.last_seen_at > ${now}::timestamptz - make_interval(mins => ${STAFF_IDLE_MINUTES}::int))
    ), seen as (
      update sessions s set last_seen_at = ${now} from live
      where s.id = live.id and live.last_seen_at < ${now}::timestamptz - interval '5 minutes'
    )
    select user_id as "userId", role from live`);
  return rows[0] ?? null;
}
