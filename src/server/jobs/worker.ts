import { logger } from '@/server/platform/logger';
import { platform } from '@/server/platform/platform';
import { startWorker } from './start-worker';

/** Longer than any job of ours; what is still running then is run again by the next worker. */
const GRACE_MS = 20_000;

/** `npm run worker`: works off the queue until asked to stop, then finishes what is under way. */
function main(): void {
  const parts = platform();
  const worker = startWorker(parts);
  let isStopping = false;
  const stop = () => {
    if (isStopping) return;
    isStopping = true;
    setTimeout(() => process.exit(1), GRACE_MS).unref();
    worker
      .stop()
      .then(() => parts.close())
      .then(() => process.exit(0))
      .catch((error: unknown) => {
        logger.error({ err: error }, 'the worker did not stop cleanly');
        process.exit(1);
      });
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}

main();
