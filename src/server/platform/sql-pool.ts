import net from 'node:net';
import type { Prisma } from '@generated/client';
import pg from 'pg';
import { logger } from './logger';

export type Role = 'anon' | 'authenticated' | 'service_role';

/** Who a statement runs as, and the claims its policies read. */
export interface Scope {
  role: Role;
  claims: string;
  /** Instead of the login's own limit. */
  timeoutMs?: number;
}

/** Something that answers one SQL statement. What it may see is decided by where it came from. */
export interface Reader {
  rows<Row extends object>(statement: Prisma.Sql): Promise<Row[]>;
}

/** `bigint` as a number: every bigint of ours is money or a count, far below 2^53; beyond it we would rather stop than round. */
function parseBigint(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`${text} does not fit a number`);
  return value;
}

const INT8_OID: number = pg.types.builtins.INT8;
// A copy of pg's table, so that nobody else's bigints change.
const types = new pg.TypeOverrides();
types.setTypeParser(INT8_OID, parseBigint);

/** Names for prepared statements, one per text; bounded, so that lists of many lengths cannot fill a connection with them. Two namers on one pool need two prefixes. */
export function statementNames(prefix: string, max = 500): (text: string) => string | undefined {
  const names = new Map<string, string>();
  return (text) => {
    if (!names.has(text) && names.size < max) names.set(text, `${prefix}${names.size}`);
    return names.get(text);
  };
}

/** Sockets of clients, so that one that hangs can be cut off: a pipelined client ends only when all it was asked is answered. */
const sockets = new WeakMap<pg.ClientBase, net.Socket>();

class QuietClient extends pg.Client {
  constructor(config?: pg.ClientConfig) {
    const socket = new net.Socket();
    super({ ...config, stream: () => socket });
    sockets.set(this, socket);
    // A killed backend: its query is rejected and the pool drops it; unheard, the event would end the process.
    this.on('error', (error) => logger.warn({ err: error }, 'a database connection was lost'));
  }
}

/** The code of a request to cancel, in place of the protocol's version (postgresql.org/docs/current/protocol-message-formats.html). */
const CANCEL_REQUEST = 80_877_102;
const CANCEL_MS = 2_000;

/** Asks the server of a connection to stop what it does there, on a connection of its own as the protocol wants it. Whether it heard is not known. */
function cancel({ remoteAddress, remotePort }: net.Socket, [processId, secretKey]: [number, number]): void {
  if (remoteAddress === undefined || remotePort === undefined) return;
  const request = Buffer.alloc(16);
  [16, CANCEL_REQUEST, processId, secretKey].forEach((value, index) => request.writeInt32BE(value | 0, index * 4));
  const socket = net.connect({ host: remoteAddress, port: remotePort, timeout: CANCEL_MS }, () => socket.end(request));
  socket.on('error', (error) => logger.warn({ err: error }, 'a statement could not be canceled'));
  socket.on('timeout', () => socket.destroy());
}

/**
 * Closes the connection of a pool's client at once, whatever it waits for, and has the server stop its statement: without that the server would
 * go on until it has something to say. What was asked is rejected, and the transaction rolled back. The client is still to be released, as broken.
 */
export function cutOff(client: pg.ClientBase): void {
  const socket = sockets.get(client);
  // pg keeps what the server gave it for this, and its types do not say so.
  const processId: unknown = Reflect.get(client, 'processID');
  const secretKey: unknown = Reflect.get(client, 'secretKey');
  if (socket && typeof processId === 'number' && typeof secretKey === 'number') cancel(socket, [processId, secretKey]);
  socket?.destroy();
}

export interface PoolOptions {
  url: string;
  max: number;
  /** Connections start in this role; not possible behind a transaction-mode pooler. */
  role?: Role;
  /** Prepared statements; not possible behind a transaction-mode pooler. */
  prepare: boolean;
}

/** A pool of connections. Waiting for one ends after two seconds, so that an exhausted pool answers 503 and does not pile up. */
export function createPool({ url, max, role }: PoolOptions): pg.Pool {
  const config: pg.PoolConfig & { pipeline: boolean } = {
    connectionString: url,
    max,
    connectionTimeoutMillis: 2_000,
    idleTimeoutMillis: 30_000,
    keepAlive: true,
    pipeline: true,
    types,
    Client: QuietClient,
    ...(role && { options: `-c role=${role}` }),
  };
  const pool = new pg.Pool(config);
  pool.on('error', (error) => logger.warn({ err: error }, 'an idle database connection was lost'));
  return pool;
}

/** Settings that die with the transaction, so nothing can stay on a pooled connection however it ends. */
export function setScope({ role, claims, timeoutMs }: Scope): string {
  const timeout = timeoutMs === undefined ? '' : `; SET LOCAL statement_timeout = ${timeoutMs}`;
  return `SET LOCAL role = ${role}; SET LOCAL "request.jwt.claims" = ${pg.escapeLiteral(claims)}${timeout}`;
}

/**
 * Answers single statements on a pool. With a scope the statement travels pipelined between BEGIN with its settings and COMMIT, in one
 * round trip; without one the connections already are in the right role.
 */
export function createReader(pool: pg.Pool, nameOf: (text: string) => string | undefined, scope?: Scope): Reader {
  return {
    async rows<Row extends object>(statement: Prisma.Sql): Promise<Row[]> {
      const name = nameOf(statement.text);
      const query: pg.QueryConfig = { text: statement.text, values: statement.values, ...(name && { name }) };
      const client = await pool.connect();
      let broken = false;
      try {
        if (!scope) return (await client.query<Row>(query)).rows;
        // If BEGIN is refused the statement runs as the login, which may nothing; if the statement fails, COMMIT rolls back.
        const [begin, result, commit] = await Promise.allSettled([client.query(`BEGIN; ${setScope(scope)}`), client.query<Row>(query), client.query('COMMIT')]);
        broken = begin.status === 'rejected' || commit.status === 'rejected';
        for (const part of [begin, result, commit]) if (part.status === 'rejected') throw part.reason;
        return result.status === 'fulfilled' ? result.value.rows : [];
      } finally {
        // pg's own pool.query would close the connection after every SQL error.
        client.release(broken);
      }
    },
  };
}
