import { PLATFORM } from './transaction';
import type { Sql } from './transaction';
import type { Documents, Hidden, Kind } from './kinds';

/** One stored object: the document Stripe shows, and what it keeps to itself. */
export interface Stored<K extends Kind> {
  doc: Documents[K];
  hidden: Hidden<K>;
}

interface Row<K extends Kind> {
  doc: Documents[K];
  hidden: Hidden<K>;
}

/** When an object was made; some kinds have their own word for it. */
function createdOf(doc: Documents[Kind]): number {
  if ('created' in doc) return doc.created ?? 0;
  if ('date' in doc) return doc.date;
  return 'start' in doc ? doc.start : 0;
}

/** A new object of any kind. */
export type NewObject = { [K in Kind]: { kind: K } & Stored<K> }[Kind];

/** Stores a new object under the id its document carries. */
export async function insertObject<K extends Kind>(sql: Sql, kind: K, stored: Stored<K>): Promise<void> {
  await sql.query('insert into stripe_double.objects (id, kind, account, created, doc, hidden) values ($1, $2, $3, $4, $5, $6)', [
    stored.doc.id, kind, sql.account ?? PLATFORM, createdOf(stored.doc), JSON.stringify(stored.doc), JSON.stringify(stored.hidden),
  ]);
}

/** Stores new objects in one statement, in their order. */
export async function insertObjects(sql: Sql, objects: readonly NewObject[]): Promise<void> {
  if (objects.length === 0) return;
  if (sql.rows !== undefined) {
    sql.rows.objects.push(...objects.map(({ kind, doc, hidden }) => ({ id: doc.id, kind, account: sql.account ?? PLATFORM, created: createdOf(doc), doc, hidden })));
    return;
  }
  await sql.query(
    `insert into stripe_double.objects (id, kind, account, created, doc, hidden)
     select id, kind, $1, created, doc, hidden from unnest($2::text[], $3::text[], $4::bigint[], $5::jsonb[], $6::jsonb[]) with ordinality as new (id, kind, created, doc, hidden, place) order by place`,
    [
      sql.account ?? PLATFORM, objects.map(({ doc }) => doc.id), objects.map(({ kind }) => kind), objects.map(({ doc }) => createdOf(doc)),
      objects.map(({ doc }) => JSON.stringify(doc)), objects.map(({ hidden }) => JSON.stringify(hidden)),
    ],
  );
}

/** The object, or null. */
export async function findObject<K extends Kind>(sql: Sql, kind: K, id: string): Promise<Stored<K> | null> {
  const { rows } = await sql.query<Row<K>>('select doc, hidden from stripe_double.objects where id = $1 and kind = $2 and ($3::text is null or account = $3)', [id, kind, sql.account ?? null]);
  return rows[0] ?? null;
}

/** The object, locked until the transaction ends, or null: whoever changes an object reads it this way first. */
export async function lockObject<K extends Kind>(sql: Sql, kind: K, id: string): Promise<Stored<K> | null> {
  const { rows } = await sql.query<Row<K>>('select doc, hidden from stripe_double.objects where id = $1 and kind = $2 and ($3::text is null or account = $3) for update', [id, kind, sql.account ?? null]);
  return rows[0] ?? null;
}

/** Replaces the document and what is kept beside it. */
export async function updateObject<K extends Kind>(sql: Sql, kind: K, stored: Stored<K>): Promise<void> {
  await sql.query('update stripe_double.objects set doc = $3, hidden = $4 where id = $1 and kind = $2 and ($5::text is null or account = $5)', [
    stored.doc.id, kind, JSON.stringify(stored.doc), JSON.stringify(stored.hidden), sql.account ?? null,
  ]);
}

/** Replaces the document alone. */
export async function updateDocument<K extends Kind>(sql: Sql, kind: K, doc: Documents[K]): Promise<void> {
  await sql.query('update stripe_double.objects set doc = $3 where id = $1 and kind = $2 and ($4::text is null or account = $4)', [doc.id, kind, JSON.stringify(doc), sql.account ?? null]);
}

/** Removes the object. */
export async function deleteObject(sql: Sql, kind: Kind, id: string): Promise<void> {
  await sql.query('delete from stripe_double.objects where id = $1 and kind = $2 and ($3::text is null or account = $3)', [id, kind, sql.account ?? null]);
}

/** The account an object belongs to, or null when there is no such object. */
export async function accountOf(sql: Sql, id: string): Promise<string | null> {
  const { rows } = await sql.query<{ account: string }>('select account from stripe_double.objects where id = $1', [id]);
  return rows[0]?.account ?? null;
}

export interface ListQuery {
  /** Fields the document must have, such as `{ customer: 'cus_1' }`. */
  match?: Record<string, unknown>;
  createdFrom?: number;
  createdTo?: number;
  /** A field that must have one of several values, such as the `type` of events. */
  anyOf?: { field: string; values: string[] };
  startingAfter?: string;
  endingBefore?: string;
  limit: number;
}

/** Objects of a kind, newest first, one more than `limit` so that the caller sees whether more exist. `endingBefore` walks back towards newer ones. */
export async function listObjects<K extends Kind>(sql: Sql, kind: K, query: ListQuery): Promise<Stored<K>[]> {
  const values: unknown[] = [kind];
  const bind = (value: unknown): string => `$${values.push(value)}`;
  const where = ['kind = $1'];
  if (sql.account !== undefined) where.push(`account = ${bind(sql.account)}`);
  if (query.match !== undefined) where.push(`doc @> ${bind(JSON.stringify(query.match))}::jsonb`);
  if (query.createdFrom !== undefined) where.push(`created >= ${bind(query.createdFrom)}`);
  if (query.createdTo !== undefined) where.push(`created <= ${bind(query.createdTo)}`);
  if (query.anyOf !== undefined) where.push(`doc->>${bind(query.anyOf.field)}::text = any(${bind(query.anyOf.values)}::text[])`);
  const placeOf = (id: string): string => `(select position from stripe_double.objects where id = ${bind(id)})`;
  if (query.startingAfter !== undefined) where.push(`position < ${placeOf(query.startingAfter)}`);
  if (query.endingBefore !== undefined) where.push(`position > ${placeOf(query.endingBefore)}`);
  const direction = query.endingBefore === undefined ? 'desc' : 'asc';
  const { rows } = await sql.query<Row<K>>(
    `select doc, hidden from stripe_double.objects where ${where.join(' and ')} order by position ${direction} limit ${bind(query.limit + 1)}`, values);
  return rows;
}
