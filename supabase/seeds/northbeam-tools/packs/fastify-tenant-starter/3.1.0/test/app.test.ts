import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { Pool } from 'pg';
import { buildApp } from '../src/app';

process.env.NODE_ENV = 'test';
const url = process.env.TEST_DATABASE_URL;
const pool = new Pool({ connectionString: url });
const tenants: Record<string, string> = {};
const app = buildApp({ pool, verify: async (token) => tenants[token] });
after(async () => {
  await app.close();
  await pool.end();
});

test('without a token there is nothing to see', async () => {
  assert.equal((await app.inject('/projects')).statusCode, 401);
  assert.equal((await app.inject('/healthz')).statusCode, 200);
});

test('one tenant never sees the other', { skip: url ? false : 'TEST_DATABASE_URL is not set' }, async () => {
  const admin = new Pool({ connectionString: process.env.TEST_ADMIN_DATABASE_URL ?? url });
  for (const name of ['north', 'south']) {
    const { rows } = await admin.query('insert into tenants (name) values ($1) returning id', [name]);
    tenants[name] = rows[0].id;
  }
  await admin.end();
  const as = (token: string) => ({ authorization: `Bearer ${token}` });
  const made = await app.inject({ method: 'POST', url: '/projects', headers: as('north'), payload: { name: 'Harbour' } });
  assert.equal(made.statusCode, 201);
  const seen = await app.inject({ url: '/projects', headers: as('south') });
  assert.deepEqual(seen.json(), { projects: [], next: null });
  const { id } = made.json<{ id: string }>();
  const renamed = await app.inject({ method: 'PATCH', url: `/projects/${id}`, headers: as('south'), payload: { name: 'Mine' } });
  assert.equal(renamed.statusCode, 404);
});
