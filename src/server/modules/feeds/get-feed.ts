import { Feed } from 'feed';
import { getSeller } from '@/server/modules/catalog/get-seller';
import { listProducts } from '@/server/modules/catalog/list-products';
import type { Database } from '@/server/platform/db';
import { ListProductsInput, type ProductCard } from '@/shared/contracts/catalog';
import type { FeedFormat, FeedSubject } from '@/shared/contracts/feeds';
import { AppError } from '@/shared/errors';
import { kindAndVersion } from '@/shared/product-words';
import { toXmlCharacters } from './to-xml-text';

const LENGTH = 48;

export interface FeedInput {
  subject: FeedSubject;
  format: FeedFormat;
  /** Address of the shop, without a slash at its end. */
  shopUrl: string;
}

/**
 * The newest releases of everybody, of one seller or under one tag, as Atom 1.0 or RSS 2.0. A new version of a product is an entry of its
 * own. Throws NOT_FOUND for a seller who is not open and for a tag that nothing bears.
 */
export async function getFeed(db: Pick<Database, 'anon'>, { subject, format, shopUrl }: FeedInput): Promise<string> {
  const about = await describe(db, subject);
  const { items } = await listProducts(db, ListProductsInput.parse({ ...about.filter, sort: 'newest', limit: LENGTH, withFacets: false }));
  if (subject.of === 'tag' && items.length === 0) throw new AppError('NOT_FOUND', 'Nothing bears this tag.');
  const feed = new Feed({
    id: shopUrl + about.path,
    title: toXmlCharacters(about.title),
    description: toXmlCharacters(about.description),
    link: shopUrl + about.path,
    language: 'en',
    generator: 'Latchkey',
    updated: new Date(items[0]?.releasedAt ?? 0),
    feedLinks: { atom: `${shopUrl}${about.feed}.atom`, rss: `${shopUrl}${about.feed}.rss` },
  });
  for (const product of items) feed.addItem(toEntry(product, shopUrl));
  return format === 'atom' ? feed.atom1() : feed.rss2();
}

function toEntry(product: ProductCard, shopUrl: string) {
  const link = `${shopUrl}/marketplace/${product.slug}`;
  const id = product.latestVersion === null ? link : `${link}#${product.latestVersion}`;
  return {
    id,
    guid: id,
    link,
    title: toXmlCharacters(product.latestVersion === null ? product.title : `${product.title} ${product.latestVersion}`),
    description: toXmlCharacters(product.summary),
    date: new Date(product.releasedAt),
    author: [{ name: toXmlCharacters(product.sellerName), link: `${shopUrl}/sellers/${product.sellerSlug}` }],
    category: [{ name: kindAndVersion(product.type, null), term: product.type }],
  };
}

interface About {
  title: string;
  description: string;
  /** The page it stands for, and the feed's own address without its ending. */
  path: string;
  feed: string;
  filter: Partial<ListProductsInput>;
}

async function describe(db: Pick<Database, 'anon'>, subject: FeedSubject): Promise<About> {
  if (subject.of === 'seller') {
    const seller = await getSeller(db, { slug: subject.slug });
    return { title: `${seller.name} on Latchkey`, description: seller.tagline || `New from ${seller.name}`, path: `/sellers/${seller.slug}`, feed: `/feeds/sellers/${seller.slug}`, filter: { sellers: [seller.slug] } };
  }
  if (subject.of === 'tag') {
    const tag = encodeURIComponent(subject.tag);
    return { title: `${subject.tag} on Latchkey`, description: `New under ${subject.tag}`, path: `/marketplace?tag=${tag}`, feed: `/feeds/tags/${tag}`, filter: { tags: [subject.tag] } };
  }
  return { title: 'New on Latchkey', description: 'Kits, runbooks, notebooks, prompts and goods as they come out.', path: '/marketplace', feed: '/feeds/all', filter: {} };
}
