import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApiServer, type ApiServer } from '@/testing/api-server';
import { insertProduct, insertSeller } from '@/testing/catalogue';

const HOSTILE = 'Kit & <script>alert(1)</script> ]]> "quoted" \u0001\u000b\uFFFE';

let api: ApiServer;

beforeAll(async () => {
  api = await startApiServer({ LOG_LEVEL: 'silent', PUBLIC_URL: 'https://shop.example/' });
  const owner = new pg.Client({ connectionString: api.database.ownerUrl });
  await owner.connect();
  const acme = await insertSeller(owner, { slug: 'acme' });
  const other = await insertSeller(owner, { slug: 'other' });
  await insertProduct(owner, { sellerId: acme, slug: 'kit', title: HOSTILE, tags: ['c++ & co'] });
  await insertProduct(owner, { sellerId: other, slug: 'shoe', title: 'Shoe', tags: ['run'] });
  await insertProduct(owner, { sellerId: acme, slug: 'draft', title: 'Draft kit', status: 'draft', tags: ['run'] });
  await owner.end();
});
afterAll(() => api.stop());

async function get(path: string, headers: Record<string, string> = {}) {
  const answer = await fetch(`${api.url}${path}`, { headers });
  return { status: answer.status, type: answer.headers.get('content-type') ?? '', etag: answer.headers.get('etag') ?? '', text: await answer.text() };
}
const locations = (xml: string) => [...xml.matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, address = '']) => address);

test.each(['atom', 'rss'])('a %s feed tells what is published, and stays XML whatever a seller writes', async (format) => {
  const all = await get(`/feeds/all.${format}`);
  expect(all.status).toBe(200);
  expect(all.type).toContain(`application/${format}+xml`);
  expect(all.text).toContain('https://shop.example/marketplace/kit');
  expect(all.text).toContain('https://shop.example/marketplace/shoe');
  expect(all.text).not.toMatch(/draft|[\u0001\u000b\uFFFE]/);
  expect(all.text.replaceAll(/<!\[CDATA\[[\s\S]*?\]\]>/g, '')).not.toContain('<script');
  const seller = await get(`/feeds/sellers/acme.${format}`);
  expect(seller.text).toContain('/marketplace/kit');
  expect(seller.text).not.toContain('/marketplace/shoe');
  const tag = await get(`/feeds/tags/${encodeURIComponent('c++ & co')}.${format}`);
  expect(tag.text).toContain('/marketplace/kit');
  expect(tag.text).not.toContain('/marketplace/shoe');
});

test('a feed that is known is not sent again', async () => {
  const { etag } = await get('/feeds/all.atom');
  expect(etag).not.toBe('');
  expect(await get('/feeds/all.atom', { 'if-none-match': `W/${etag}` })).toMatchObject({ status: 304, text: '' });
});

test.each(['/feeds/', '/feeds/all', '/feeds/all.json', '/feeds/sellers/nobody.atom', '/feeds/sellers/A..rss', '/feeds/tags/nothing.atom', '/feeds/tags/%ff.atom', '/feeds/tags/a%00b.atom', '/feeds/tags/.atom', '/feeds/all/x.atom', '/sitemaps/x.xml', '/sitemaps/pages', '/sitemaps/products-prd_1.xml', `/sitemaps/products-${"'".repeat(30)}.xml`])(
  '%s is not found', async (path) => {
    expect((await get(path)).status).toBe(404);
  });

test('the map leads to every page, seller and published product, and to nothing else', async () => {
  const index = await get('/sitemap.xml');
  expect(index.type).toContain('application/xml');
  const files = locations(index.text);
  const addresses = (await Promise.all(files.map((file) => get(new URL(file).pathname)))).flatMap(({ text }) => locations(text));
  expect(addresses).toEqual(expect.arrayContaining(['https://shop.example/', 'https://shop.example/sellers/acme', 'https://shop.example/marketplace/kit', 'https://shop.example/marketplace/shoe']));
  expect(addresses.join()).not.toContain('draft');
  expect((await get('/robots.txt')).text).toContain('Sitemap: https://shop.example/sitemap.xml');
});
