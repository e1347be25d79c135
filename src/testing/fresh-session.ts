import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { cookieNames, hashToken } from '@/server/modules/identity/session-cookie';

/** Opens a session in which somebody has just proved that it is them, and answers its Cookie header. */
export async function openFreshSession(ownerUrl: string, { userId, publicUrl }: { userId: string; publicUrl: string }): Promise<string> {
  const token = randomUUID();
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  try {
    await owner.query(`insert into sessions (session_token, user_id, expires, second_factor_at) values ($1, $2, now() + interval '1 hour', now())`, [hashToken(token), userId]);
  } finally {
    await owner.end();
  }
  return `${cookieNames(publicUrl).session}=${token}`;
}
