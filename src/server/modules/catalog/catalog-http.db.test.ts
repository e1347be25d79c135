import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApiServer, type ApiServer } from '@/testing/api-server';
import { insertProduct, insertSeller } from '@/testing/catalogue';

let api: ApiServer;

beforeAll(async () => {
  api = await startApiServer({ LOG_LEVEL: 'silent' });
  const owner = new pg.Client({ connectionString: api.database.ownerUrl });
  await owner.connect();
  const sellerId = await insertSeller(owner, { slug: 'acme' });
  await insertProduct(owner, { sellerId, slug: 'kit', title: 'Queue kit', tags: ['queue'] });
  await insertProduct(owner, { sellerId, slug: 'draft', title: 'Draft kit', status: 'draft' });
  await owner.end();
});

afterAll(() => api.stop());

async function ask(procedure: string, input?: unknown): Promise<{ status: number; body: string }> {
  const query = input === undefined ? '' : `?input=${encodeURIComponent(JSON.stringify({ json: input }))}`;
  const answer = await fetch(`${api.url}/api/trpc/catalog.${procedure}${query}`);
  return { status: answer.status, body: await answer.text() };
}

test('the catalogue answers visitors over HTTP, with and without input', async () => {
  for (const answer of [await ask('list'), await ask('list', {}), await ask('list', { q: 'queue' })]) {
    expect(answer.status).toBe(200);
    expect(answer.body).toContain('"slug":"kit"');
    expect(answer.body).not.toContain('draft');
  }
  expect((await ask('bySlug', { slug: 'kit' })).status).toBe(200);
  expect((await ask('related', { slug: 'kit' })).status).toBe(200);
  expect((await ask('seller', { slug: 'acme' })).status).toBe(200);
});

test('what is not published is not found, and wrong input is refused by name', async () => {
  for (const procedure of ['bySlug', 'related', 'preview']) for (const slug of ['draft', 'nobody']) expect((await ask(procedure, { slug })).status, `${procedure} ${slug}`).toBe(404);
  expect((await ask('preview', { slug: 'kit' })).status).toBe(404);
  const bad = [{ q: 'a\0' }, { q: 'x'.repeat(10_240) }, { limit: 0 }, { limit: 1000 }, { types: ['admin'] }, { cursor: 'x' }, { unknown: 1 }, { tags: 'auth' }, [], null, 'x', 5];
  for (const input of bad) expect((await ask('list', input)).status, JSON.stringify(input).slice(0, 60)).toBe(400);
  for (const slug of ['', '../x', 'A', 'a\0', `a'--`, 'a'.repeat(81)]) expect((await ask('bySlug', { slug })).status, slug).toBe(400);
  expect((await ask('list', { q: 'a\0' })).body).toContain('NUL');
});
