import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '@/shared/ids';
import { startApiServer, type ApiServer } from '@/testing/api-server';
import { insertProduct, insertSeller, refreshCatalogue } from '@/testing/catalogue';
import { getPreview } from './get-preview';
import { getProduct } from './get-product';

let api: ApiServer;
let owner: pg.Client;
let seller: string;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'latchkey-previews-'));
  api = await startApiServer({ STORAGE_DIR: folder });
  owner = new pg.Client({ connectionString: api.database.ownerUrl });
  await owner.connect();
  seller = await insertSeller(owner, { slug: 'acme', name: 'Acme Works' });
});

afterAll(async () => {
  await owner.end();
  await api.stop();
  await rm(folder, { recursive: true });
});

interface AssetFixture {
  role?: string;
  fileName: string;
  contentType: string;
  content: string;
  isStored?: boolean;
}

async function insertAsset(versionId: string, { role = 'preview', fileName, contentType, content, isStored = true }: AssetFixture): Promise<string> {
  const id = newId('asset');
  const bytes = Buffer.from(content);
  const key = `packs/${versionId}/${id}`;
  if (isStored) await api.platform.storage.put(key, bytes, { contentType, bytes: bytes.length });
  await owner.query('insert into assets (id, version_id, role, storage_key, file_name, content_type, bytes, sha256) values ($1, $2, $3, $4, $5, $6, $7, $8)', [
    id, versionId, role, key, fileName, contentType, bytes.length, createHash('sha256').update(bytes).digest('hex'),
  ]);
  return id;
}

const markdown = { fileName: 'preview.md', contentType: 'text/markdown', content: '# Hello\n\n<script>alert(1)</script>' };
const svgNotebook = {
  fileName: 'preview.ipynb',
  contentType: 'application/x-ipynb+json',
  content: JSON.stringify({ nbformat: 4, metadata: {}, cells: Array.from({ length: 8 }, () => ({ cell_type: 'code', source: 'plot()', outputs: [{ output_type: 'display_data', data: { 'image/svg+xml': '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>' } }] })) }),
};

test('markdown is shown inert, and the preview goes before the readme', async () => {
  const { versionIds } = await insertProduct(owner, { sellerId: seller, slug: 'markdown' });
  await insertAsset(versionIds[0] ?? '', { ...markdown, role: 'readme', content: 'the readme' });
  expect(await getPreview(api.platform, { slug: 'markdown' })).toMatchObject({ form: 'markdown', html: expect.stringContaining('the readme') });
  await insertAsset(versionIds[0] ?? '', markdown);
  const preview = await getPreview(api.platform, { slug: 'markdown' });
  expect(preview).toMatchObject({ form: 'markdown', fileName: 'preview.md', shortened: false, html: expect.stringContaining('<h3>Hello</h3>') });
  expect(JSON.stringify(preview)).not.toContain('<script');
  expect((await getProduct(api.platform.db, { slug: 'markdown' })).hasPreview).toBe(true);
});

test('an archive, a missing object, a draft and a yanked version have no preview', async () => {
  const archive = await insertProduct(owner, { sellerId: seller, slug: 'archive' });
  const hidden = await insertAsset(archive.versionIds[0] ?? '', { ...markdown, role: 'archive' });
  const missing = await insertProduct(owner, { sellerId: seller, slug: 'missing' });
  await insertAsset(missing.versionIds[0] ?? '', { ...markdown, isStored: false });
  const draft = await insertProduct(owner, { sellerId: seller, slug: 'draft', status: 'draft' });
  await insertAsset(draft.versionIds[0] ?? '', markdown);
  const yanked = await insertProduct(owner, { sellerId: seller, slug: 'yanked' });
  const yankedAsset = await insertAsset(yanked.versionIds[0] ?? '', { fileName: 'a.html', contentType: 'text/html', content: 'x' });
  await owner.query(`update product_versions set yanked_at = now(), yanked_reason = 'wrong' where id = $1`, [yanked.versionIds[0]]);
  await refreshCatalogue(owner, [yanked.productId]);
  for (const slug of ['archive', 'missing', 'draft', 'yanked', 'nobody']) await expect(getPreview(api.platform, { slug }), slug).rejects.toMatchObject({ code: 'NOT_FOUND' });
  for (const id of [hidden, yankedAsset]) expect((await fetch(`${api.url}/api/preview/${id}`)).status).toBe(404);
});

describe('documents in frames', () => {
  test('a whole HTML page is answered under a policy that lets it do nothing', async () => {
    const { versionIds } = await insertProduct(owner, { sellerId: seller, slug: 'page' });
    const id = await insertAsset(versionIds[0] ?? '', { fileName: 'preview.html', contentType: 'text/html', content: '<script>alert(1)</script><p style="color:red">hi' });
    expect(await getPreview(api.platform, { slug: 'page' })).toEqual({ form: 'frame', fileName: 'preview.html', frameUrl: `/api/preview/${id}` });
    const answer = await fetch(`${api.url}/api/preview/${id}`);
    expect(answer.status).toBe(200);
    expect(await answer.text()).toContain('<p style="color:red">hi');
    const policy = (answer.headers.get('content-security-policy') ?? '').split('; ');
    expect(policy).toEqual(expect.arrayContaining(['sandbox', "default-src 'none'", "frame-ancestors 'self'"]));
    expect(policy.join(' ')).not.toMatch(/allow-|script-src|https?:|connect-src/);
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(answer.headers.get('set-cookie')).toBeNull();
  });

  test('an SVG output is a picture in a document of its own; cells past the preview are not to be had', async () => {
    const { versionIds } = await insertProduct(owner, { sellerId: seller, slug: 'svg' });
    const id = await insertAsset(versionIds[0] ?? '', svgNotebook);
    const preview = await getPreview(api.platform, { slug: 'svg' });
    expect(preview).toMatchObject({ form: 'notebook', hiddenCells: 2, cells: { 0: { outputs: [{ form: 'frame', frameUrl: `/api/preview/${id}/0/0` }] } } });
    const answer = await fetch(`${api.url}/api/preview/${id}/0/0`);
    expect(answer.status).toBe(200);
    const html = await answer.text();
    expect(html).toContain('<img src="data:image/svg+xml;base64,');
    expect(html).not.toContain('onload');
    for (const path of [`${id}/6/0`, `${id}/0/1`, id, `${id}/0`, `${id}/0/0/0`, `${id}/-1/0`, 'ast_%00', '..%2f', `${id}'--`]) expect((await fetch(`${api.url}/api/preview/${path}`)).status, path).toBe(404);
    expect((await fetch(`${api.url}/api/preview/${id}/0/0`, { method: 'POST' })).status).toBe(405);
  });
});

test('all cells of a free notebook are shown', async () => {
  const { versionIds } = await insertProduct(owner, { sellerId: seller, slug: 'free', priceMinor: 0 });
  await insertAsset(versionIds[0] ?? '', svgNotebook);
  expect(await getPreview(api.platform, { slug: 'free' })).toMatchObject({ hiddenCells: 0, cells: { length: 8 } });
});
