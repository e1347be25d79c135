import type { Pool } from 'pg';
import { inTransaction } from '../store/transaction';
import type { QueryResultRow } from 'pg';
import type { Sql } from '../store/transaction';

/** What a request adds, as rows. */
export interface NewRows {
  objects: { id: string; kind: string; account: string; created: number; doc: object; hidden: object }[];
  tasks: { task: string; object_id: string; due_at: number; account: string }[];
}

/** An answer to remember under its key. */
export interface AnsweredKey {
  key: string;
  fingerprint: string;
  route: string;
  request_id: string;
  status: number;
  body: string;
}

/** Thrown when a request that was to be answered from memory needs the database after all. Nothing has happened yet. */
export class NeedsDatabase extends Error {
  override readonly name = 'NeedsDatabase';
}

/** Statements of a request that only adds: rows are kept, anything else throws NeedsDatabase. */
export function collectingSql(account: string, rows: NewRows): Sql {
  return {
    account,
    rows,
    query: <R extends QueryResultRow>(): Promise<{ rows: R[]; rowCount: number | null }> => Promise.reject(new NeedsDatabase()),
  };
}

const GATHER_MS = 20;
const LARGEST_BACKLOG = 5000;

/**
 * For measurements: with `on`, requests that only add are answered from memory and written together moments later, without waiting for the disk.
 * Whoever reads waits for `flush` first. What was not written when the process dies is lost, which is why tests of crashes leave it off.
 */
export class WriteBehind {
  on = false;
  private rows: NewRows = { objects: [], tasks: [] };
  private keys: AnsweredKey[] = [];
  /** Every key that is taken, written or not. */
  private readonly taken = new Set<string>();
  private timer: NodeJS.Timeout | null = null;
  private writing: Promise<void> = Promise.resolve();
  private atWork = false;

  constructor(private readonly pool: Pool) {}

  /** Turns it on, knowing which keys are taken already, or off once everything is written. */
  async turn(on: boolean): Promise<void> {
    await this.flush();
    this.on = on;
    this.taken.clear();
    if (!on) return;
    const { rows } = await this.pool.query<{ key: string }>('select key from stripe_double.idempotency_keys');
    for (const { key } of rows) this.taken.add(key);
  }

  /** Takes a key for good. False: it was taken before, and the database knows the rest. */
  take(key: string): boolean {
    if (this.taken.has(key)) return false;
    this.taken.add(key);
    return true;
  }

  /** Gives back a key whose request did nothing. */
  giveBack(key: string): void {
    this.taken.delete(key);
  }

  /** Keeps what a request added, to be written soon. Resolves at once unless writing cannot keep up. */
  async add(rows: NewRows, key: AnsweredKey | null): Promise<void> {
    this.rows.objects.push(...rows.objects);
    this.rows.tasks.push(...rows.tasks);
    if (key !== null) this.keys.push(key);
    this.writeSoon();
    if (this.rows.objects.length > LARGEST_BACKLOG) await this.flush();
  }

  /** One batch at a time: while one is being written the next grows. */
  private writeSoon(): void {
    this.timer ??= setTimeout(() => {
      this.timer = null;
      if (this.atWork) this.writeSoon();
      else void this.flush().catch(() => undefined);
    }, GATHER_MS);
  }

  /** Resolves once everything added so far can be read. */
  async flush(): Promise<void> {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
    if (this.rows.objects.length > 0 || this.keys.length > 0) {
      const [rows, keys, before] = [this.rows, this.keys, this.writing];
      this.rows = { objects: [], tasks: [] };
      this.keys = [];
      // A batch that failed has told whoever waited for it; the next is another matter.
      this.writing = before.catch(() => undefined).then(() => this.write(rows, keys)).finally(() => {
        this.atWork = false;
      });
      this.atWork = true;
    }
    await this.writing;
  }

  private async write(rows: NewRows, keys: AnsweredKey[]): Promise<void> {
    await inTransaction(this.pool, async (sql) => {
      await sql.query('set local synchronous_commit = off');
      await sql.query(
        `insert into stripe_double.objects (id, kind, account, created, doc, hidden)
         select id, kind, account, created, doc, hidden from jsonb_to_recordset($1::jsonb) as new (id text, kind text, account text, created bigint, doc jsonb, hidden jsonb)`,
        [JSON.stringify(rows.objects)],
      );
      await sql.query(
        `insert into stripe_double.due_tasks (task, object_id, due_at, account)
         select task, object_id, due_at, account from jsonb_to_recordset($1::jsonb) as new (task text, object_id text, due_at bigint, account text)`,
        [JSON.stringify(rows.tasks)],
      );
      await sql.query(
        `insert into stripe_double.idempotency_keys (key, fingerprint, route, request_id, status, body)
         select key, fingerprint, route, request_id, status, body from jsonb_to_recordset($1::jsonb) as new (key text, fingerprint text, route text, request_id text, status integer, body text) on conflict (key) do nothing`,
        [JSON.stringify(keys)],
      );
    });
  }
}
