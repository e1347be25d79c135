import { setTimeout as delay } from 'node:timers/promises';
import { startPostgres, stopOrphanedPostgres, type RunningPostgres, type StartPostgresOptions } from '@/sandbox/postgres';
import { toMessage } from '@/sandbox/sandbox-error';

/** More often than this, something is wrong that starting it again does not mend. */
const MOST_RESTARTS = 3;
const WITHIN_MS = 60_000;
const ATTEMPTS = 3;
const PAUSE_MS = 500;

/** The embedded database while it is kept running; `exited` settles when it has ended for good. */
export type KeptPostgres = Pick<RunningPostgres, 'exited' | 'stop'>;

/**
 * Starts the embedded Postgres and starts it again when it ends by itself: killed, crashed, or restarted from outside. The shop rides that out,
 * as it does any database's restart. `onRestart` is told each time, in one line.
 * @throws SandboxError when the first start fails
 */
export async function keepPostgres(options: StartPostgresOptions, onRestart: (line: string) => void): Promise<KeptPostgres> {
  const kept = { server: await startPostgres(options), isStopping: false };
  const exited = (async () => {
    let restarts: number[] = [];
    for (;;) {
      const reason = await kept.server.exited;
      const now = Date.now();
      restarts = [...restarts.filter((at) => now - at < WITHIN_MS), now];
      if (kept.isStopping || restarts.length > MOST_RESTARTS) return reason;
      onRestart(`ended by itself (${reason}); starting it again`);
      try {
        kept.server = await startAgain(options);
      } catch (error) {
        return toMessage(error);
      }
    }
  })();
  return {
    exited,
    stop: () => {
      kept.isStopping = true;
      return kept.server.stop();
    },
  };
}

/** Whoever restarted it from outside has a server running that would not end with us: it is replaced by one that does. */
async function startAgain(options: StartPostgresOptions): Promise<RunningPostgres> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await stopOrphanedPostgres(options.dataDir);
      return await startPostgres(options);
    } catch (error) {
      if (attempt === ATTEMPTS) throw error;
      await delay(PAUSE_MS);
    }
  }
}
