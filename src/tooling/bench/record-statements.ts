import pg from 'pg';

/** One statement as it went to the database. */
export interface SentStatement {
  /** The connection it went over: statements of one stay together. */
  connection: number;
  login: string;
  /** What the connection was opened with, such as its role. */
  options: string;
  name: string | undefined;
  text: string;
  values: unknown[];
}

type Query = (this: pg.Client, ...args: unknown[]) => unknown;

/** Writes down every statement this process sends by `pg` while `work` runs. */
export async function recordStatements(work: () => Promise<void>): Promise<SentStatement[]> {
  const sent: SentStatement[] = [];
  const connections = new Map<pg.Client, number>();
  // Every way into pg passes here; its overloads are not ours to repeat.
  const prototype = pg.Client.prototype as unknown as { query: Query };
  const { query } = prototype;
  prototype.query = function recorded(this: pg.Client, ...args: unknown[]) {
    const [first, second] = args;
    const config = typeof first === 'string' ? { text: first, values: Array.isArray(second) ? (second as unknown[]) : [] } : (first as { text: string; name?: string; values?: unknown[] });
    if (!connections.has(this)) connections.set(this, connections.size);
    const options = Reflect.get(this, 'connectionParameters') as { options?: string } | undefined;
    sent.push({ connection: connections.get(this) ?? 0, login: this.user ?? '', options: options?.options ?? '', name: 'name' in config ? config.name : undefined, text: config.text, values: config.values ?? [] });
    return query.apply(this, args);
  };
  try {
    await work();
  } finally {
    prototype.query = query;
  }
  return sent;
}
