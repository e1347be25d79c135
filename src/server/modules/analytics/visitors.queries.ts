import { randomBytes } from 'node:crypto';
import { Prisma } from '@generated/client';
import type { Reader } from '@/server/platform/db';

/** The salt of a day, made by whoever asks first. The update changes nothing: it lets two who ask at once answer the same. */
export async function ensureSalt(reader: Reader, day: string): Promise<string> {
  const [row] = await reader.rows<{ salt: string }>(Prisma.sql`
    insert into visitor_salts (day, salt) values (${day}::date, ${randomBytes(32).toString('base64url')}) on conflict (day) do update set day = excluded.day returning salt`);
  if (!row) throw new Error('a salt that was ensured is not there');
  return row.salt;
}
