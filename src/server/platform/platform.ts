import type Stripe from 'stripe';
import { createDatabase, type Database } from './db';
import { databaseUrls } from './database-urls';
import { env, type Env } from './env';
import { createMailer, type Mailer } from './mail';
import { createRateLimiter, unlimited, type RateLimiter } from './rate-limit';
import { createPool } from './sql-pool';
import { createStorage, type Storage } from './storage';
import { createStripe } from './stripe';

/** The outside world as verbs see it. A verb that needs only the database takes `db` alone. */
export interface Platform {
  env: Env;
  db: Database;
  stripe: Stripe;
  storage: Storage;
  mailer: Mailer;
  limiter: RateLimiter;
  /** What a module holds open for this platform, such as a connection that listens, ends with it. */
  onClose(end: () => Promise<void>): void;
  close(): Promise<void>;
}

/** Builds the parts from a checked environment; each connects when first used. */
export function createPlatform(settings: Env): Platform {
  const { userUrl, serviceUrl } = databaseUrls(settings);
  const pooler = settings.DATABASE_POOLER;
  const db = createDatabase({ userUrl, serviceUrl, max: settings.DATABASE_POOL_MAX, pooler });
  const limiterPool = createPool({ url: serviceUrl, max: 2, prepare: false, ...(!pooler && { role: 'service_role' as const }) });
  const ends: (() => Promise<void>)[] = [];
  return {
    env: settings,
    db,
    stripe: createStripe(settings),
    storage: createStorage(settings),
    mailer: createMailer(settings),
    limiter: settings.RATE_LIMITS === 'on' ? createRateLimiter(limiterPool) : unlimited,
    onClose: (end) => void ends.push(end),
    close: async () => {
      await Promise.all(ends.splice(0).map((end) => end()));
      await Promise.all([db.close(), limiterPool.end()]);
    },
  };
}

// On globalThis, because Next bundles each entry on its own and each would open pools of its own.
const holder = globalThis as typeof globalThis & { latchkeyPlatform?: Platform };

/** The process's own platform, built on first use. */
export function platform(): Platform {
  holder.latchkeyPlatform ??= createPlatform(env());
  return holder.latchkeyPlatform;
}
