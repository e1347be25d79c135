import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApiServer, type ApiServer } from '@/testing/api-server';
import { openBrowser } from '@/testing/browser';
import { openFlakyLink, type FlakyLink } from '@/testing/flaky-link';
import { openSignInDesk, type SignInDesk } from '@/testing/sign-in';

let link: FlakyLink;
let api: ApiServer;
let desk: SignInDesk;
beforeAll(async () => {
  const throughLink = (url: string) => {
    const changed = new URL(url);
    changed.hostname = '127.0.0.1';
    changed.port = String(link.port);
    return changed.href;
  };
  const port = await databasePort();
  link = await openFlakyLink(port);
  api = await startApiServer(({ userUrl, serviceUrl }) => ({ TRUSTED_PROXY_HOPS: '1', DATABASE_POOL_MAX: '2', DATABASE_USER_URL: throughLink(userUrl), DATABASE_SERVICE_URL: throughLink(serviceUrl) }));
  desk = await openSignInDesk(api);
});
afterAll(async () => {
  link.mend();
  await desk.close();
  await api.stop();
  await link.close();
});

async function databasePort(): Promise<number> {
  const probe = await startApiServer();
  const { port } = new URL(probe.database.ownerUrl);
  await probe.stop();
  return Number(port || 5432);
}

const list = `/api/trpc/catalog.list?input=${encodeURIComponent('{"json":{}}')}`;
const timed = async (path: string) => {
  const startedAt = performance.now();
  const response = await openBrowser(api).get(path);
  return { response, ms: performance.now() - startedAt };
};

describe('the database goes away (F01)', () => {
  it('before the first request: 503 with Retry-After, health red, the process lives; then it recovers alone', async () => {
    link.cut();
    const browser = openBrowser(api);
    for (const path of [list, '/api/health/ready']) {
      const { response, ms } = await timed(path);
      expect(response.status).toBe(503);
      expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
      expect(ms).toBeLessThan(2_500);
      expect(await response.text()).not.toMatch(/ECONN|127\.0\.0\.1|stack/);
    }
    expect((await browser.get('/api/health/live')).status).toBe(200);
    link.mend();
    expect((await timed(list)).response.status).toBe(200);
    expect((await timed('/api/health/ready')).response.status).toBe(200);
  });

  it('with sessions open: nobody is signed out, they are told to wait', async () => {
    const { browser } = await desk.signIn();
    const cookie = browser.cookies.get('latchkey.session');
    link.cut();
    expect((await browser.get('/api/auth/session')).status).toBe(503);
    expect((await browser.get('/api/trpc/entitlements.list')).status).toBe(503);
    expect((await browser.post('/api/auth/signin/email', { email: 'ida@example.test' })).status).toBe(503);
    expect(browser.cookies.get('latchkey.session')).toBe(cookie);
    link.mend();
    expect(await desk.viewerOf(browser)).not.toBeNull();
  });

  it('in flight: the request under way is answered, not left hanging', async () => {
    await timed(list);
    await whileLocked(async (lock) => {
      const waiting = timed(list);
      await untilWaiting(lock);
      link.cut();
      expect((await waiting).response.status).toBe(503);
      link.mend();
    });
    expect((await timed(list)).response.status).toBe(200);
  });
});

describe('no connection is free (F03)', () => {
  it('answers 503 after two seconds instead of piling up, and recovers', async () => {
    await timed(list);
    const answers = await whileLocked(() => Promise.all(Array.from({ length: 12 }, () => timed(list))));
    expect(new Set(answers.map(({ response }) => response.status))).toEqual(new Set([503]));
    for (const { ms } of answers) expect(ms).toBeLessThan(4_500);
    expect((await timed(list)).response.status).toBe(200);
  });
});

/** Holds every read of the catalogue up while `work` runs. */
async function whileLocked<T>(work: (lock: pg.Client) => Promise<T>): Promise<T> {
  const lock = new pg.Client({ connectionString: api.database.ownerUrl });
  await lock.connect();
  try {
    await lock.query('begin; lock table catalog_entries in access exclusive mode');
    return await work(lock);
  } finally {
    await lock.query('rollback');
    await lock.end();
  }
}

/** Waits until another session waits for a lock. */
async function untilWaiting(client: pg.Client): Promise<void> {
  for (;;) {
    const { rows } = await client.query<{ waiting: number }>("select count(*)::int as waiting from pg_locks where not granted and database = (select oid from pg_database where datname = current_database())");
    if ((rows[0]?.waiting ?? 0) > 0) return;
  }
}
