import type { Platform } from '@/server/platform/platform';
import type { Viewer } from '@/server/platform/db';

/** What every procedure gets. The viewer is looked up once, by the first procedure that asks. */
export interface Context {
  platform: Platform;
  requestId: string;
  /** The caller's address as far as trusted proxies vouch for it. */
  ip: string;
  headers: Headers;
  /** The signed-in person, or null. Throws UNAVAILABLE when the database cannot say. */
  viewer(): Promise<Viewer | null>;
}
