import { logger } from '@/server/platform/logger';
import type { PlatformMode } from '@/shared/contracts/api-keys';
import { HOUR_MS } from '@/shared/time';
import type { RefusalCount } from './refusals.queries';

/** Counts refused calls in memory, for dashboards. */
export interface Refusals {
  note(call: { platformId: string; mode: PlatformMode }, outcome: string, atMs: number): void;
  /** Writes what is counted. */
  flush(): Promise<void>;
}

const FLUSH_MS = 1_000;

/**
 * A refused call costs a number in memory; about once a second `write` gets all of them. What cannot be written is said in the log and lost, and so is
 * the last second of a process that dies: these are statistics, and refusing must stay cheap.
 */
export function createRefusals(write: (counts: RefusalCount[]) => Promise<void>): Refusals {
  let counts = new Map<string, RefusalCount>();
  let timer: NodeJS.Timeout | undefined;

  async function flush(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    const taken = [...counts.values()];
    counts = new Map();
    if (taken.length === 0) return;
    try {
      await write(taken);
    } catch (error) {
      logger.warn({ err: error, calls: taken.reduce((sum, { count }) => sum + count, 0) }, 'refused calls were not counted');
    }
  }

  return {
    flush,
    note: ({ platformId, mode }, outcome, atMs) => {
      const hourMs = Math.floor(atMs / HOUR_MS) * HOUR_MS;
      const key = `${platformId} ${mode} ${outcome} ${hourMs}`;
      const known = counts.get(key);
      if (known) known.count += 1;
      else counts.set(key, { platformId, mode, hour: new Date(hourMs), outcome, count: 1 });
      timer ??= setTimeout(() => void flush(), FLUSH_MS).unref();
    },
  };
}
