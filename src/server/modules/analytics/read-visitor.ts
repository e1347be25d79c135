import { createHmac } from 'node:crypto';
import { readCookie } from '@/server/modules/identity/session-cookie';
import { clock } from '@/server/platform/clock';
import type { Database } from '@/server/platform/db';
import type { Platform } from '@/server/platform/platform';
import { toConsent } from '@/shared/consent';
import { isUnwilling } from './is-unwilling';
import { visitorCookieName } from './visitor-cookies';
import { ensureSalt } from './visitors.queries';

/** Whose visit it is, as far as we may know. */
export interface Visitor {
  /** Opaque; holds nothing of the person. */
  id: string;
  /** Recognised for thirty days by a cookie they allowed; else for this day alone, and by nothing kept in the browser. */
  isLasting: boolean;
}

/** A request: what procedures get (`Context`) is one. */
export interface VisitorSource {
  platform: Pick<Platform, 'db' | 'env'>;
  ip: string;
  header: (name: string) => string | null;
}

const ROBOT = /bot|crawl|spider|slurp|preview|monitor|curl|wget|python/i;
const salts = new WeakMap<Database, { day: string; salt: string }>();

/**
 * For anyone's request. Null for whoever does not want to be counted, and for programs: nothing about them may be kept. Reads cookies and sets none
 * (`chooseConsent` does). Throws UNAVAILABLE when the database cannot say.
 */
export async function readVisitor({ platform, ip, header }: VisitorSource): Promise<Visitor | null> {
  const agent = header('user-agent') ?? '';
  if (isUnwilling(header) || agent === '' || ROBOT.test(agent)) return null;
  const cookies = header('cookie');
  const kept = readCookie(cookies, visitorCookieName(platform.env.PUBLIC_URL));
  if (toConsent(cookies ?? '') === 'all' && kept !== undefined && /^[\w-]{22}$/.test(kept)) return { id: `v_${kept}`, isLasting: true };
  const salt = await saltOf(platform.db);
  return { id: `d_${createHmac('sha256', salt).update(`${ip}\n${agent}`).digest('base64url').slice(0, 22)}`, isLasting: false };
}

async function saltOf(db: Database): Promise<string> {
  const day = clock.now().toISOString().slice(0, 10);
  const known = salts.get(db);
  if (known?.day === day) return known.salt;
  const salt = await ensureSalt(db.writeAsService('the salt of a day, which visitors without a cookie are told apart by'), day);
  salts.set(db, { day, salt });
  return salt;
}
