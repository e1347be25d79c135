import { pino, type Logger } from 'pino';

// Read past env(): a logger must work before, and while, the environment is found wrong.
const level = process.env.LOG_LEVEL ?? 'info';

/** JSON lines on standard output. Fields whose names say they are secret are blanked wherever they stand on the first two levels. */
export const logger: Logger = pino({
  level,
  base: undefined,
  timestamp: pino.stdTimeFunctions.isoTime,
  redact: {
    paths: ['password', 'token', 'secret', 'authorization', 'cookie', '*.password', '*.token', '*.secret', '*.authorization', '*.cookie'],
    censor: '[hidden]',
  },
});
