import type { Database } from '@/server/platform/db';
import { databaseUrls } from '@/server/platform/database-urls';
import type { Platform } from '@/server/platform/platform';
import { createCache, type Cache } from './create-cache';

const caches = new WeakMap<Database, Cache>();

/** The cache of keys of this platform, made on first use. Listens past a pooler, by the owner's connection; without one nothing is kept. */
export function cacheOf({ db, env, onClose }: Pick<Platform, 'db' | 'env' | 'onClose'>): Cache {
  const known = caches.get(db);
  if (known) return known;
  const cache = createCache(env.DATABASE_POOLER ? env.DATABASE_URL : databaseUrls(env).serviceUrl);
  caches.set(db, cache);
  onClose(() => cache.close());
  return cache;
}
