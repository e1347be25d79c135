import { spawn } from 'node:child_process';
import { once } from 'node:events';
import http from 'node:http';
import { afterAll, beforeAll, expect, it } from 'vitest';
import pg from 'pg';
import { findFreePort } from '@/sandbox/postgres';
import { createTestDatabase, type TestDatabase } from '@/testing/postgres';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

/** The server as a process of its own; resolves once it listens. */
async function startServer(port: number) {
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/server/http/start.ts'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      ...process.env,
      NODE_ENV: 'production',
      API_PORT: String(port),
      DATABASE_URL: database.ownerUrl,
      DATABASE_USER_URL: database.userUrl,
      DATABASE_SERVICE_URL: database.serviceUrl,
      NEXTAUTH_SECRET: 'n'.repeat(32),
      DOWNLOAD_SECRET: 'd'.repeat(32),
      DATA_SECRET: 'e'.repeat(32),
      STRIPE_SECRET_KEY: 'sk_test_nowhere',
      STRIPE_WEBHOOK_SECRET: 'whsec_for_tests',
      SMTP_URL: 'smtp://127.0.0.1:1',
      STORAGE_DIR: '.latchkey/test-storage',
      LOG_LEVEL: 'info',
    },
  });
  let output = '';
  const exited = once(child, 'exit') as Promise<[number | null]>;
  await new Promise<void>((resolve, reject) => {
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      if (output.includes('the API is listening')) resolve();
    });
    void exited.then(([code]) => reject(new Error(`the server ended with ${String(code)}: ${output}`)));
  });
  return { child, exited, output: () => output };
}

it('serves, logs one line per request, and finishes what is under way before it ends', async () => {
  const port = await findFreePort();
  const server = await startServer(port);
  const lock = new pg.Client({ connectionString: database.ownerUrl });
  await lock.connect();
  try {
    const ready = await fetch(`http://127.0.0.1:${port}/api/health/ready`, { headers: { 'x-request-id': 'first-request' } });
    expect(ready.status).toBe(200);
    await lock.query('begin; lock table catalog_entries in access exclusive mode');
    const slow = fetch(`http://127.0.0.1:${port}/api/trpc/catalog.list?input=${encodeURIComponent('{"json":{}}')}`);
    await untilWaiting(lock);
    server.child.kill('SIGTERM');
    await untilRefused(port);
    await lock.query('rollback');
    expect((await slow).status).toBe(200);
    expect((await server.exited)[0]).toBe(0);
    expect(server.output()).toMatch(/"requestId":"first-request","method":"GET","route":"\/api\/health\/ready","status":200,"ms":[\d.]+/);
  } finally {
    await lock.end();
    server.child.kill('SIGKILL');
  }
});

async function untilWaiting(client: pg.Client): Promise<void> {
  for (;;) {
    const { rows } = await client.query<{ waiting: number }>("select count(*)::int as waiting from pg_locks where not granted and database = (select oid from pg_database where datname = current_database())");
    if ((rows[0]?.waiting ?? 0) > 0) return;
  }
}

/** Waits until the port takes no new connection. */
async function untilRefused(port: number): Promise<void> {
  for (;;) {
    const refused = await new Promise<boolean>((resolve) => {
      const request = http.get({ port, host: '127.0.0.1', path: '/api/health/live', agent: false }, (response) => {
        response.resume();
        response.once('end', () => resolve(false));
      });
      request.once('error', () => resolve(true));
    });
    if (refused) return;
  }
}
