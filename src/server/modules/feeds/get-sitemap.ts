import type { Database } from '@/server/platform/db';
import { AppError } from '@/shared/errors';
import { isId } from '@/shared/ids';
import { findSitemapProducts, findSitemapSellers, findSitemapStarts } from './feeds.queries';
import { toXmlText } from './to-xml-text';

/** A file may hold 50,000 addresses and 50 MB (sitemaps.org, protocol 0.9). */
const PER_FILE = 20_000;
const MOST_SELLERS = 50_000;
const PAGES = ['/', '/marketplace', '/marketplace/bundles', '/membership', '/docs/api'];
const XML = '<?xml version="1.0" encoding="UTF-8"?>\n';
const NAMESPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"';

interface Address {
  path: string;
  changedAt?: Date;
}

/** The list of the map's files: pages, sellers, and products by the thousands. `shopUrl` has no slash at its end. */
export async function getSitemapIndex(db: Pick<Database, 'anon'>, shopUrl: string): Promise<string> {
  const starts = await findSitemapStarts(db.anon, PER_FILE);
  const files = ['pages', 'sellers', ...starts.map((id) => `products-${id}`)];
  const entries = files.map((file) => `<sitemap><loc>${toXmlText(`${shopUrl}/sitemaps/${file}.xml`)}</loc></sitemap>`);
  return `${XML}<sitemapindex ${NAMESPACE}>${entries.join('')}</sitemapindex>`;
}

/** One file of the map, by its name without `.xml`. Throws NOT_FOUND for a name that no file can have. */
export async function getSitemap(db: Pick<Database, 'anon'>, { file, shopUrl }: { file: string; shopUrl: string }): Promise<string> {
  const addresses = await listAddresses(db, file);
  const entries = addresses.map(({ path, changedAt }) => `<url><loc>${toXmlText(shopUrl + path)}</loc>${changedAt ? `<lastmod>${changedAt.toISOString()}</lastmod>` : ''}</url>`);
  return `${XML}<urlset ${NAMESPACE}>${entries.join('')}</urlset>`;
}

async function listAddresses(db: Pick<Database, 'anon'>, file: string): Promise<Address[]> {
  if (file === 'pages') return PAGES.map((path) => ({ path }));
  if (file === 'sellers') return (await findSitemapSellers(db.anon, MOST_SELLERS)).map(({ slug, changedAt }) => ({ path: `/sellers/${slug}`, changedAt }));
  const from = file.startsWith('products-') ? file.slice('products-'.length) : '';
  if (!isId('product', from)) throw new AppError('NOT_FOUND', 'There is no such file.');
  return (await findSitemapProducts(db.anon, { from, limit: PER_FILE })).map(({ slug, releasedAt }) => ({ path: `/marketplace/${slug}`, changedAt: releasedAt }));
}
