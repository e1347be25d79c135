import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '@/testing/postgres';
import { createWorld, type World } from '@/testing/world';
import { actorsOf, APPEND_ONLY, EXPECTATIONS, type Actor, type Row, type Rows } from './expectations';
import { fillTables } from './fill-tables';

let database: TestDatabase;
let world: World;
let owner: pg.Client;
let user: pg.Client;
let service: pg.Client;
let tables: string[];
const rows: Rows = {};

const connect = async (url: string) => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return client;
};

beforeAll(async () => {
  database = await createTestDatabase();
  world = await createWorld(database.ownerUrl);
  await fillTables(database.ownerUrl, world);
  [owner, user, service] = await Promise.all([connect(database.ownerUrl), connect(database.userUrl), connect(database.serviceUrl)]);
  const found = await owner.query<{ name: string }>(`select relname as name from pg_class where relkind in ('r', 'p') and relnamespace = 'public'::regnamespace order by 1`);
  tables = found.rows.map(({ name }) => name);
  for (const table of tables) rows[table] = (await owner.query<Row>(`select ctid::text as ctid, t.* from ${pg.escapeIdentifier(table)} t`)).rows;
});
afterAll(async () => {
  await Promise.all([owner.end(), user.end(), service.end()]);
  await database.drop();
});

/** Runs one statement as the actor and rolls back; an error is returned as its SQLSTATE. */
async function attempt(actor: Actor, sql: string): Promise<{ rows: Row[]; count: number } | string> {
  const client = actor.role === 'service_role' ? service : user;
  const claims = actor.userId ? JSON.stringify({ sub: actor.userId, role: actor.role }) : JSON.stringify({ role: actor.role });
  await client.query(`begin; set local role ${actor.role}; set local "request.jwt.claims" = ${pg.escapeLiteral(claims)}`);
  try {
    const result = await client.query<Row>(sql);
    return { rows: result.rows, count: result.rowCount ?? 0 };
  } catch (error) {
    return error instanceof pg.DatabaseError ? (error.code ?? 'unknown') : String(error);
  } finally {
    await client.query('rollback');
  }
}

const DENIED = '42501';

test('every table has its line in the expectations, and every line its table', () => {
  expect(tables).toEqual(Object.keys(EXPECTATIONS).sort());
});

test('every table has rows to hide, row security on, also for its owner', async () => {
  for (const table of tables) expect(rows[table]?.length, table).toBeGreaterThan(0);
  const open = await owner.query(`select relname from pg_class where relkind in ('r', 'p') and relnamespace = 'public'::regnamespace and not (relrowsecurity and relforcerowsecurity)`);
  expect(open.rows).toEqual([]);
});

describe('reading', () => {
  test('each actor reads exactly the rows that are theirs', async () => {
    for (const actor of actorsOf(world)) {
      for (const table of tables) {
        const { reads, columns } = EXPECTATIONS[table]!;
        // A system column needs the right to the whole table, so where columns are granted one by one the rows are told apart by those.
        const keys = columns ?? ['ctid'];
        const keyOf = (row: Row) => JSON.stringify(keys.map((key) => row[key]));
        const expected = (rows[table] ?? []).filter((row) => actor.role === 'service_role' || reads(row, actor, rows)).map(keyOf).sort();
        const seen = await attempt(actor, `select ${keys.map((key) => (key === 'ctid' ? 'ctid::text as ctid' : key)).join(', ')} from ${table}`);
        const ids = typeof seen === 'string' ? seen : seen.rows.map(keyOf).sort();
        expect(ids === DENIED ? [] : ids, `${actor.name} reads ${table}`).toEqual(expected);
      }
    }
  });

  test('columns beyond the readable ones are refused to everyone but the service', async () => {
    for (const [table, { columns }] of Object.entries(EXPECTATIONS)) {
      if (!columns) continue;
      for (const actor of actorsOf(world).filter(({ role }) => role !== 'service_role')) expect(await attempt(actor, `select * from ${table}`), `${actor.name} reads all of ${table}`).toBe(DENIED);
    }
  });

  test('every private table has someone who may read it and someone who may not', () => {
    for (const [table, { reads }] of Object.entries(EXPECTATIONS)) {
      const counts = actorsOf(world).filter(({ role }) => role !== 'service_role').map((actor) => (rows[table] ?? []).filter((row) => reads(row, actor, rows)).length);
      const isServiceOnly = counts.every((count) => count === 0);
      const isPublic = counts.every((count) => count === rows[table]?.length);
      expect(isServiceOnly || isPublic || new Set(counts).size > 1, table).toBe(true);
    }
  });
});

describe('writing', () => {
  test('nobody but the service inserts, updates or deletes, except what the expectations name', async () => {
    for (const actor of actorsOf(world)) {
      for (const table of tables) {
        const allowed = actor.role === 'service_role';
        const { updates, inserts, deletes } = EXPECTATIONS[table]!;
        const columns = await columnsOf(table);
        const column = updates?.column ?? columns[0] ?? '';
        expect(await isAllowed(actor, `insert into ${table} (${columns.join(', ')}) select ${columns.join(', ')} from ${table} where false`), `${actor.name} inserts into ${table}`).toBe(allowed || (actor.role === 'authenticated' && inserts === true));
        expect(await isAllowed(actor, `delete from ${table} where false`), `${actor.name} deletes from ${table}`).toBe((allowed && !APPEND_ONLY.has(table)) || (actor.role === 'authenticated' && deletes === true));
        const updated = await attempt(actor, `update ${table} set ${column} = ${column}`);
        if (actor.role === 'service_role') expect(updated === DENIED, `service updates ${table}`).toBe(APPEND_ONLY.has(table));
        else if (updates && actor.role === 'authenticated') expect(updated, `${actor.name} updates ${table}`).toMatchObject({ count: (rows[table] ?? []).filter((row) => updates.rows(row, actor, rows)).length });
        else expect(updated, `${actor.name} updates ${table}`).toBe(DENIED);
      }
    }
  });

  test('a row cannot be moved to another owner, nor a column beyond the writable ones be set', async () => {
    const [buyer] = actorsOf(world).filter(({ name }) => name === 'buyer A');
    expect(await attempt(buyer!, `update profiles set user_id = '${world.buyerB}'`)).toBe(DENIED);
    expect(await attempt(buyer!, `update profiles set role = 'admin'`)).toBe(DENIED);
  });

  async function isAllowed(actor: Actor, sql: string): Promise<boolean> {
    const result = await attempt(actor, sql);
    if (typeof result === 'string') expect(result).toBe(DENIED);
    return result !== DENIED;
  }

  /** All but those the database works out by itself, which nobody writes. */
  async function columnsOf(table: string): Promise<string[]> {
    const { rows: columns } = await owner.query<{ name: string }>(`select quote_ident(attname) as name from pg_attribute where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = '' order by attnum`, [table]);
    return columns.map(({ name }) => name);
  }
});

describe('the logins and the catalogue', () => {
  test('the logins own nothing, inherit nothing and pass no row security by themselves', async () => {
    const { rows: roles } = await owner.query(`select rolname, rolinherit, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb from pg_roles where rolname in ('app_user', 'app_service') order by 1`);
    const bare = { rolinherit: false, rolsuper: false, rolbypassrls: false, rolcreaterole: false, rolcreatedb: false };
    expect(roles).toEqual([{ rolname: 'app_service', ...bare }, { rolname: 'app_user', ...bare }]);
    expect((await owner.query(`select from pg_class where relowner in ('app_user'::regrole, 'app_service'::regrole)`)).rowCount).toBe(0);
    for (const client of [user, service]) await expect(client.query('select from orders')).rejects.toThrow(/permission denied/);
    await expect(user.query('set role service_role')).rejects.toThrow(/permission denied/);
  });

  test('every function pins its search path; security definers are closed to visitors', async () => {
    const { rows: functions } = await owner.query<{ name: string; pinned: boolean; definer: boolean; anon: boolean }>(
      // A body in the standard's form is bound when it is made: no search path is asked again.
      `select p.proname as name, p.prosqlbody is not null or coalesce(array_to_string(p.proconfig, ',') like '%search_path=%', false) as pinned, p.prosecdef as definer, has_function_privilege('anon', p.oid, 'execute') as anon
       from pg_proc p where p.pronamespace in ('app'::regnamespace, 'public'::regnamespace)`,
    );
    expect(functions.length).toBeGreaterThan(5);
    expect(functions.filter(({ pinned }) => !pinned)).toEqual([]);
    expect(functions.filter(({ definer, anon }) => definer && anon)).toEqual([]);
  });

  test('views, if any, see with their reader’s eyes', async () => {
    const { rows: views } = await owner.query(`select relname from pg_class where relkind = 'v' and relnamespace = 'public'::regnamespace and not coalesce(array_to_string(reloptions, ',') like '%security_invoker=true%', false)`);
    expect(views).toEqual([]);
  });

  test('every foreign key has an index that starts with it', async () => {
    const { rows: bare } = await owner.query(
      `select c.conrelid::regclass::text as "table", c.conname from pg_constraint c where c.contype = 'f' and c.connamespace = 'public'::regnamespace
       and not exists (select from pg_index i where i.indrelid = c.conrelid and i.indpred is null and (i.indkey::int2[])[0] = c.conkey[1])`,
    );
    expect(bare).toEqual([]);
  });
});
