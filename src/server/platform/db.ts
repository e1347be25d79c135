import { setTimeout as delay } from 'node:timers/promises';
import { PrismaClient, type Prisma } from '@generated/client';
import { PrismaPg } from '@prisma/adapter-pg';
import type { Formats } from '@/shared/moment-text';
import { isRetryable } from './database-errors';
import { logger } from './logger';
import { inTransaction, type Statements } from './service-transaction';
import { createPool, createReader, statementNames, type Reader, type Role, type Scope } from './sql-pool';

export type { Reader } from './sql-pool';

/** Who asks. The database decides by `userId` alone; the role is our own and is checked by verbs. */
export interface Viewer {
  userId: string;
  role: 'customer' | 'ops' | 'admin';
  /** What the person would be, had they shown a second factor: staff without one are customers. */
  withheld?: 'ops' | 'admin';
  /** The admin who looks at the shop as this person; they see what is not secret, and change nothing. */
  seenBy?: string;
  /** How they like dates, if they said so at a browser. */
  formats?: Formats;
}

declare const scope: unique symbol;
/** An open transaction as one signed-in person: row security shows their rows and nobody else's. */
export type UserTx = Prisma.TransactionClient & { readonly [scope]: 'user' };
/** An open transaction past row security. Only verbs on the allow-list come by one. */
export type ServiceTx = Statements & { readonly [scope]: 'service' };
export type Tx = UserTx | ServiceTx;

/**
 * The database. Every access names its scope and no scope is ambient: Prisma gathers the reads of one tick across callers, so a scope
 * carried beside the calls would answer one person with another's rows. Inside an interactive transaction it never gathers.
 */
export interface Database {
  /** Single statements as a visitor: published things only. Its results alone may be cached. */
  anon: Reader;
  /** Single statements as this person, in one round trip. */
  readAs(viewer: Viewer): Reader;
  /** One transaction as this person. Repeated once after a deadlock or serialization failure, so `work` touches nothing but the database. */
  asUser<T>(viewer: Viewer, work: (tx: UserTx) => Promise<T>): Promise<T>;
  /** Single statements past row security. `reason` says why, for the log. */
  readAsService(reason: string): Reader;
  /** The same for sums over a span of time, planned anew for the span each time: prepared, a plan serves spans of any length, and Postgres takes it for one of a few rows. */
  reportAsService(reason: string): Reader;
  /** Single statements past row security that change something, each a transaction of its own; on a few connections kept for them, so that counting calls waits for nobody who reads. */
  writeAsService(reason: string): Reader;
  /** The same for long reading, such as the books, and for what is learned in one long statement: on connections of its own, so that nobody who buys waits for it, and with minutes instead of seconds. */
  readInBackground(reason: string): Reader;
  /** One transaction past row security, of statements alone; repeated like `asUser`. The caller is on lint's allow-list. */
  asService<T>(reason: string, work: (tx: ServiceTx) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

export interface DatabaseOptions {
  /** Connection as app_user. */
  userUrl: string;
  /** Connection as app_service. */
  serviceUrl: string;
  /** Connections per pool; there are three, and small ones for single writes and for the background. */
  max?: number;
  /** A transaction-mode pooler stands between: no session roles, no prepared statements. */
  pooler?: boolean;
}

/** Single statements inside an open transaction, for queries that serve both. */
export function readIn(tx: Tx): Reader {
  return { rows: <Row extends object>(statement: Prisma.Sql) => tx.$queryRaw<Row[]>(statement) };
}

const TRANSACTION = { timeout: 15_000, maxWait: 2_000 };
/** At once in the background, and how long a statement of it may take. */
export const BACKGROUND = { connections: 2, timeoutMs: 120_000 };
const WRITING_CONNECTIONS = 4;
const SERVICE_SCOPE: Scope = { role: 'service_role', claims: '{"role":"service_role"}' };
const RETRY_MS = { least: 20, spread: 60 };

function userScope(viewer: Viewer): Scope {
  return { role: 'authenticated', claims: JSON.stringify({ sub: viewer.userId, role: 'authenticated' }) };
}

/** Runs a transaction, once more if the database asks for it; the winner may still be open, hence the pause. */
async function withRetry<T>(attempt: () => Promise<T>): Promise<T> {
  try {
    return await attempt();
  } catch (error) {
    if (!isRetryable(error)) throw error;
    await delay(RETRY_MS.least + Math.random() * RETRY_MS.spread);
    return attempt();
  }
}

/** A reader that is given out for a reason. */
function logged(what: string, reader: Reader): (reason: string) => Reader {
  return (reason) => {
    logger.debug({ reason }, what);
    return reader;
  };
}

/** Opens the pools; connects only when first asked. */
export function createDatabase({ userUrl, serviceUrl, max = 8, pooler = false }: DatabaseOptions): Database {
  const prepare = !pooler;
  const nameOf = prepare ? statementNames('read') : () => undefined;
  const open = (url: string, role?: Role) => createPool({ url, max, prepare, ...(role && !pooler && { role }) });
  const [user, anon, service] = [open(userUrl), open(userUrl, 'anon'), open(serviceUrl, 'service_role')];
  const writing = createPool({ url: serviceUrl, max: WRITING_CONNECTIONS, prepare, ...(!pooler && { role: 'service_role' as const }) });
  let client: PrismaClient | undefined;
  const names = statementNames('prisma');
  const prisma = () => (client ??= new PrismaClient({ adapter: new PrismaPg(user, prepare ? { statementNameGenerator: ({ sql }) => names(sql) ?? '' } : {}) }));
  const transactions = { pool: service, nameOf: prepare ? statementNames('tx') : () => undefined, timeoutMs: TRANSACTION.timeout };
  const background = createPool({ url: serviceUrl, max: BACKGROUND.connections, prepare: false });
  const serviceScope = pooler ? SERVICE_SCOPE : undefined;

  return {
    anon: createReader(anon, nameOf, pooler ? { role: 'anon', claims: '{"role":"anon"}' } : undefined),
    readAs: (viewer) => createReader(user, nameOf, userScope(viewer)),
    asUser: (viewer, work) => {
      const { role, claims } = userScope(viewer);
      return withRetry(() =>
        prisma().$transaction(async (tx) => {
          await tx.$executeRaw`select set_config('role', ${role}, true), set_config('request.jwt.claims', ${claims}, true)`;
          return work(tx as UserTx);
        }, TRANSACTION),
      );
    },
    readAsService: logged('service read', createReader(service, nameOf, serviceScope)),
    reportAsService: logged('service report', createReader(service, () => undefined, serviceScope)),
    writeAsService: logged('service write', createReader(writing, nameOf, serviceScope)),
    readInBackground: logged('service read in the background', createReader(background, () => undefined, { ...SERVICE_SCOPE, timeoutMs: BACKGROUND.timeoutMs })),
    asService: (reason, work) => {
      logger.debug({ reason }, 'service transaction');
      return withRetry(() =>
        inTransaction(transactions, async (tx) => {
          if (pooler) await tx.$executeRaw`select set_config('role', 'service_role', true)`;
          return work(tx as ServiceTx);
        }),
      );
    },
    async close() {
      await client?.$disconnect();
      await Promise.all([user.end(), anon.end(), service.end(), writing.end(), background.end()].map((ending) => ending.catch(() => undefined)));
    },
  };
}
