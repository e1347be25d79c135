import { databaseUrls } from '@/server/platform/database-urls';
import type { Database } from '@/server/platform/db';
import type { Platform } from '@/server/platform/platform';
import { createHub, type Hub } from './create-hub';

const hubs = new WeakMap<Database, Hub>();

/** This platform's hub, made on first use. Listens past a pooler, by the owner's connection. */
export function hubOf({ db, env, onClose }: Pick<Platform, 'db' | 'env' | 'onClose'>): Hub {
  const known = hubs.get(db);
  if (known) return known;
  const hub = createHub(env.DATABASE_POOLER && env.DATABASE_URL ? env.DATABASE_URL : databaseUrls(env).serviceUrl);
  hubs.set(db, hub);
  onClose(() => hub.close());
  return hub;
}

/** Lets every open page go, so that the server can stop; each comes back to another process with the number of its last event. */
export function endWatching({ db }: Pick<Platform, 'db'>): void {
  hubs.get(db)?.end();
}
