import { createHash } from 'node:crypto';
import { getFeed } from '@/server/modules/feeds/get-feed';
import { getSitemap, getSitemapIndex } from '@/server/modules/feeds/get-sitemap';
import { FeedFormat, FeedSubject } from '@/shared/contracts/feeds';
import { AppError } from '@/shared/errors';
import type { Call, Handler, HttpRequest, Reply } from './call';
import { isTagKnown } from './is-tag-known';

export const FEEDS_PREFIX = '/feeds/';
export const SITEMAPS_PREFIX = '/sitemaps/';
export const SITEMAP_PATH = '/sitemap.xml';
export const ROBOTS_PATH = '/robots.txt';

const TYPES: Record<FeedFormat, string> = { atom: 'application/atom+xml; charset=utf-8', rss: 'application/rss+xml; charset=utf-8' };
const NOT_FOUND = 'There is no such feed.';

/** GET /feeds/all.atom, /feeds/sellers/<seller>.rss, /feeds/tags/<tag>.atom: the newest releases. */
export const answerFeed: Handler = async (request, { platform }) => {
  const { subject, format } = parseFeedPath(request.path);
  return textReply(request, { type: TYPES[format], text: await getFeed(platform.db, { subject, format, shopUrl: shopUrlOf(platform) }), maxAgeSeconds: 300 });
};

/** GET /sitemap.xml and the files it names. */
export const answerSitemap: Handler = async (request, { platform }) => {
  const shopUrl = shopUrlOf(platform);
  const text = request.path === SITEMAP_PATH ? await getSitemapIndex(platform.db, shopUrl) : await getSitemap(platform.db, { file: nameOf(request.path), shopUrl });
  return textReply(request, { type: 'application/xml; charset=utf-8', text, maxAgeSeconds: 3600 });
};

/** GET /robots.txt: what is for people signed in, and what only repeats a page, is not for robots. */
export const answerRobots: Handler = (request, { platform }) => {
  const closed = ['/account', '/admin', '/seller/', '/api/', '/cart', '/checkout', '/sign-in', '/invitations/', '/usage/', '/marketplace?'];
  const text = ['User-agent: *', ...closed.map((path) => `Disallow: ${path}`), '', `Sitemap: ${shopUrlOf(platform)}${SITEMAP_PATH}`, ''].join('\n');
  return Promise.resolve(textReply(request, { type: 'text/plain; charset=utf-8', text, maxAgeSeconds: 3600 }));
};

/** Without the slash that the setting may end in. */
const shopUrlOf = ({ env }: Call['platform']) => env.PUBLIC_URL.replace(/\/$/, '');

function nameOf(path: string): string {
  const file = path.slice(SITEMAPS_PREFIX.length);
  if (!file.endsWith('.xml')) throw new AppError('NOT_FOUND', NOT_FOUND);
  return file.slice(0, -'.xml'.length);
}

function parseFeedPath(path: string): { subject: FeedSubject; format: FeedFormat } {
  const [, of = '', name = '', ending] = /^(all|sellers\/|tags\/)([^/]*)\.([a-z]+)$/.exec(path.slice(FEEDS_PREFIX.length)) ?? [];
  const format = FeedFormat.safeParse(ending);
  const subject = FeedSubject.safeParse(of === 'all' && name === '' ? { of } : of === 'sellers/' ? { of: 'seller', slug: name } : { of: 'tag', tag: decode(name) });
  if (!format.success || !subject.success) throw new AppError('NOT_FOUND', NOT_FOUND);
  return { subject: subject.data, format: format.data };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new AppError('NOT_FOUND', NOT_FOUND);
  }
}

function textReply(request: HttpRequest, { type, text, maxAgeSeconds }: { type: string; text: string; maxAgeSeconds: number }): Reply {
  const etag = `"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"`;
  const headers = { 'content-type': type, etag, 'cache-control': `public, max-age=${maxAgeSeconds}` };
  if (isTagKnown(request.header('if-none-match'), etag)) return { status: 304, headers, body: null };
  return { status: 200, headers, body: request.method === 'HEAD' ? null : text };
}
