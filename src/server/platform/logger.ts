import { pino, type Logger } from 'pino';
import { logLevel } from './env';

/** An error as a log line: pg hangs its whole connection, statements included, on the error of a lost one. */
function toLoggedError(error: Error): object {
  const logged: Record<string, unknown> = { ...pino.stdSerializers.err(error) };
  delete logged.client;
  return logged;
}

/** JSON lines on standard output. Fields whose names say they are secret are blanked wherever they stand on the first two levels. */
export const logger: Logger = pino({
  level: logLevel(),
  base: undefined,
  serializers: { err: toLoggedError },
  timestamp: pino.stdTimeFunctions.isoTime,
  redact: {
    paths: ['password', 'token', 'secret', 'authorization', 'cookie', '*.password', '*.token', '*.secret', '*.authorization', '*.cookie'],
    censor: '[hidden]',
  },
});
