import http from 'node:http';
import { parseArgs } from 'node:util';
import compression from 'compression';
import next from 'next';
import { answerClientErrors } from '@/server/http/answer-client-error';
import { createApiListener, isApiAddress } from '@/server/http/node-server';
import { endWatching } from '@/server/modules/live/hub-of';
import { env } from '@/server/platform/env';
import { logger } from '@/server/platform/logger';
import { platform } from '@/server/platform/platform';
import { createResponseGuard } from '@/server/web/guard-response';

const { values } = parseArgs({ options: { host: { type: 'string', default: '0.0.0.0' } } });
const { PORT: port, PUBLIC_URL } = env();

const app = next({ dev: false, hostname: values.host, port });
await app.prepare();
const answer = app.getRequestHandler();
// Before the guard, which compresses prerendered pages once and for all; Next's own is off, for it would sit between the two.
// It needs nothing of Express; only its types do.
const compress = compression() as unknown as (request: http.IncomingMessage, response: http.ServerResponse, done: () => void) => void;
const { answer: answerAtOnce, guard } = createResponseGuard({
  https: PUBLIC_URL.startsWith('https:'),
  onUnknownScript: (opening) => logger.error({ opening }, 'A prerendered page carries an inline script that nobody vouches for; browsers will not run it'),
});

// The API's own handlers, ahead of Next: through its route files the same answer takes five times as long and twice the memory.
const answerApi = createApiListener(platform());

// No limit on a whole request: uploads stream for longer than a page takes.
const server = http.createServer({ requestTimeout: 0, headersTimeout: 10_000, keepAliveTimeout: 65_000, maxHeaderSize: 16_384 }, (request, response) => {
  if (answerAtOnce(request, response)) return;
  compress(request, response, () => undefined);
  if (isApiAddress(request.url)) {
    answerApi(request, response);
    return;
  }
  guard(request, response);
  answer(request, response).catch((error: unknown) => {
    logger.error({ err: error }, 'The shop could not answer');
    if (!response.headersSent) response.statusCode = 500;
    response.end();
  });
});
answerClientErrors(server, PUBLIC_URL);
server.listen(port, values.host, () => logger.info({ port, host: values.host }, 'The shop is open'));

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    // Open pages would be waited for without end; they come back to another process.
    endWatching(platform());
    server.close(() => void Promise.all([app.close(), platform().close()]).finally(() => process.exit(0)));
    server.closeIdleConnections();
  });
}
