import { endWatching } from '@/server/modules/live/hub-of';
import { env } from '@/server/platform/env';
import { logger } from '@/server/platform/logger';
import { platform } from '@/server/platform/platform';
import { createApiServer } from './node-server';

const GRACE_MS = 10_000;

/** `npm run start:api`: serves the API on API_PORT until asked to stop; then finishes what is under way. */
function start(): void {
  const { API_PORT, DEMO_SIGN_IN } = env();
  const server = createApiServer(platform());
  server.on('error', (error) => {
    logger.fatal({ err: error }, `port ${API_PORT} cannot be used`);
    process.exitCode = 1;
  });
  // One-click accounts must not be reachable from other machines.
  server.listen(API_PORT, DEMO_SIGN_IN ? '127.0.0.1' : undefined, () => logger.info({ port: API_PORT }, 'the API is listening'));
  const stop = () => {
    setTimeout(() => process.exit(1), GRACE_MS).unref();
    endWatching(platform());
    server.close(() => void platform().close().then(() => process.exit(0)));
    // A connection whose request ends now is kept alive by its client; it has to be closed too.
    setInterval(() => server.closeIdleConnections(), 50).unref();
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}

start();
