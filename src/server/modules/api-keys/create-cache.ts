import { listen, type Listening } from '@/server/platform/listen';

/** What was found out about a secret a moment ago. */
export interface Cache {
  /** The value kept under this name, or what `load` finds; undefined is not kept. */
  get<Value extends object>(name: string, load: () => Promise<Value | undefined>): Promise<Value | undefined>;
  /** Whether `get` would answer without loading. */
  has(name: string): boolean;
  close(): Promise<void>;
}

const TTL_MS = 5_000;
const MOST = 20_000;

/**
 * Keeps what is found for at most five seconds, forgets it at once when the database says it changed (`NOTIFY api_keys`), and keeps nothing while nobody
 * listens. What is not found is never kept: guesses would fill the memory. Without `listenUrl` nothing is kept at all.
 */
export function createCache(listenUrl: string | undefined): Cache {
  const kept = new Map<string, { value: object; until: number }>();
  const loading = new Map<string, Promise<object | undefined>>();
  let generation = 0;
  const forget = (name?: string) => {
    generation += 1;
    loading.clear();
    if (name === undefined) kept.clear();
    else kept.delete(name);
  };
  const listening: Listening | undefined = listenUrl === undefined ? undefined : listen({ url: listenUrl, channel: 'api_keys', onNotice: forget, onLost: forget });

  async function read(name: string, load: () => Promise<object | undefined>): Promise<object | undefined> {
    const before = generation;
    const wasHeard = listening?.isUp() ?? false;
    const value = await load();
    // A change that was told while we read may be newer than what we read.
    if (value && wasHeard && generation === before) {
      if (kept.size >= MOST) kept.clear();
      kept.set(name, { value, until: performance.now() + TTL_MS });
    }
    return value;
  }

  return {
    has: (name) => (kept.get(name)?.until ?? 0) > performance.now(),
    get: async <Value extends object>(name: string, load: () => Promise<Value | undefined>) => {
      const hit = kept.get(name);
      // One name is always asked for with one kind of loader.
      if (hit && hit.until > performance.now()) return hit.value as Value;
      const waiting = loading.get(name) ?? read(name, load).finally(() => loading.delete(name));
      loading.set(name, waiting);
      return (await waiting) as Value | undefined;
    },
    close: async () => {
      kept.clear();
      await listening?.close();
    },
  };
}
