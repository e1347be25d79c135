import { Prisma } from '@generated/client';
import pg from 'pg';
import { cutOff } from './sql-pool';

/** Takes statements as Prisma does, in its words and with its values: a bigint for `bigint`, a Decimal for `numeric`. */
export type Statements = Pick<Prisma.TransactionClient, '$queryRaw' | '$executeRaw'> & {
  /** Runs this when all else of the transaction is done, right before it commits: for locks that many wait at. What fails there fails the transaction. */
  beforeCommit(work: () => Promise<void>): void;
};

export interface TransactionPool {
  pool: pg.Pool;
  /** Of the prepared statement for a text, if there is to be one. */
  nameOf: (text: string) => string | undefined;
  timeoutMs: number;
}

/** The transaction took longer than it may. The code is Postgres' own for a statement that does. */
class TransactionTimeoutError extends Error {
  override readonly name = 'TransactionTimeoutError';
  readonly code = '57014';
}

/** How long a connection may take to end what failed; afterwards it is no use to anybody. */
const ROLLBACK_MS = 2_000;

const { INT8, NUMERIC, DATE } = pg.types.builtins;
const types = new pg.TypeOverrides();
types.setTypeParser(INT8, (text: string) => BigInt(text));
types.setTypeParser(NUMERIC, (text: string) => new Prisma.Decimal(text));
types.setTypeParser(DATE, (text: string) => new Date(`${text}T00:00:00Z`));

/** pg would write times in the zone of this machine. */
function toParameter(value: unknown): unknown {
  if (value instanceof Date) return value.toISOString();
  if (Prisma.Decimal.isDecimal(value)) return value.toString();
  return Array.isArray(value) ? value.map(toParameter) : value;
}

type Written = [first: TemplateStringsArray | Prisma.Sql, ...values: unknown[]];

function toQuery([first, ...values]: Written, nameOf: TransactionPool['nameOf']): pg.QueryConfig {
  const statement = 'raw' in first ? Prisma.sql(first, ...values) : first;
  const name = nameOf(statement.text);
  return { text: statement.text, values: statement.values.map(toParameter), types, ...(name && { name }) };
}

/** Runs what is given, but not longer than so many milliseconds: then `end` is called, and the error thrown. */
async function within<T>(timeoutMs: number, work: Promise<T>, end: () => void): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      end();
      reject(new TransactionTimeoutError(`a transaction took longer than ${timeoutMs} ms`));
    }, timeoutMs);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * One transaction on a connection of the pool. Prisma's own interactive transaction does the same and costs five times as much of the processor
 * for each statement, which is most of what fulfilling an order cost the worker. One that takes longer than it may is rejected at that moment, its
 * connection closed and its statement canceled, so that neither holds a lock or a place in the pool.
 */
export async function inTransaction<T>({ pool, nameOf, timeoutMs }: TransactionPool, work: (tx: Statements) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let isReleased = false;
  const wasReleased = () => isReleased;
  // From its last word on, so that nothing that was begun beside it is written outside of it.
  let isOver = false;
  const release = (broken: boolean) => {
    if (!isReleased) client.release(broken);
    isReleased = true;
  };
  const giveUp = () => {
    cutOff(client);
    release(true);
  };
  const ask = (written: Written) => (isOver ? Promise.reject(new Error('the transaction is over')) : client.query(toQuery(written, nameOf)));
  const lastWorks: (() => Promise<void>)[] = [];
  const tx = { beforeCommit: (last: () => Promise<void>) => void lastWorks.push(last), $queryRaw: async (...written: Written) => (await ask(written)).rows as unknown, $executeRaw: async (...written: Written) => (await ask(written)).rowCount ?? 0 };
  const run = async () => {
    await client.query('BEGIN');
    // Prisma's promises differ from ours in nothing that is used: they begin when they are awaited.
    const result = await work(tx as unknown as Statements);
    for (const last of lastWorks) await last();
    isOver = true;
    // Postgres answers the COMMIT of a broken transaction with a ROLLBACK, and no error.
    const { command } = await client.query('COMMIT');
    if (command !== 'COMMIT') throw new Error('the transaction was broken and nothing of it is written');
    return result;
  };
  try {
    const result = await within(timeoutMs, run(), giveUp);
    release(false);
    return result;
  } catch (error) {
    isOver = true;
    if (!wasReleased()) await within(ROLLBACK_MS, client.query('ROLLBACK'), giveUp).then(() => release(false), () => release(true));
    throw error;
  }
}
