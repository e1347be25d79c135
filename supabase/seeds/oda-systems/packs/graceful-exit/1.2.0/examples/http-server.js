import { createServer } from 'node:http';
import { createExit } from '../src/index.js';

const server = createServer((request, response) => {
  setTimeout(() => response.end('done\n'), 500);
});

const exit = createExit({ timeoutMs: 8_000 });
exit.add('http', () => {
  const closed = new Promise((resolve) => server.close(resolve));
  server.closeIdleConnections();
  return closed;
}, 'stop');
exit.listen();

server.listen(Number(process.env.PORT ?? 3000));
