import { pino, type Logger } from 'pino';
import { logLevel } from './env';

/** An error as a log line: pg hangs its whole connection, statements included, on the error of a lost one. */
function toLoggedError(error: Error): object {
  const logged: Record<string, unknown> = { ...pino.stdSerializers.err(error) };
  delete logged.client;
  return logged;
}

/** Standard output, written once per turn of the event loop: answers leave in crowds, and a write for each line would cost a fifth of a small one. */
function createOutput(): pino.DestinationStream & { flushSync(): void } {
  const output = pino.destination({ dest: 1, sync: true });
  let waiting = '';
  const flushSync = () => {
    const lines = waiting;
    waiting = '';
    if (lines !== '') output.write(lines);
  };
  process.once('exit', flushSync);
  return {
    write: (line) => {
      if (waiting === '') setImmediate(flushSync);
      waiting += line;
    },
    flushSync,
  };
}

/** JSON lines on standard output. Fields whose names say they are secret are blanked wherever they stand on the first two levels. */
export const logger: Logger = pino(
  {
    level: logLevel(),
    base: undefined,
    serializers: { err: toLoggedError },
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: {
      paths: ['password', 'token', 'secret', 'authorization', 'cookie', '*.password', '*.token', '*.secret', '*.authorization', '*.cookie'],
      censor: '[hidden]',
    },
  },
  createOutput(),
);
