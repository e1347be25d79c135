import { pino, type Logger } from 'pino';
import { logLevel } from './env';

/** JSON lines on standard output. Fields whose names say they are secret are blanked wherever they stand on the first two levels. */
export const logger: Logger = pino({
  level: logLevel(),
  base: undefined,
  timestamp: pino.stdTimeFunctions.isoTime,
  redact: {
    paths: ['password', 'token', 'secret', 'authorization', 'cookie', '*.password', '*.token', '*.secret', '*.authorization', '*.cookie'],
    censor: '[hidden]',
  },
});
