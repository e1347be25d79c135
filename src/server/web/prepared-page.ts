import { createHash } from 'node:crypto';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { contentSecurityPolicy, hashSource } from '@/server/web/content-security-policy';
import { findInlineScripts } from '@/server/web/inline-scripts';

const KEPT_PAGES = 300;

/** A prerendered page, ready to be sent as it is. */
export interface PreparedPage {
  body: Buffer;
  policy: string;
  etag: string;
  compressed: Map<string, Buffer>;
}

export interface PageStoreOptions {
  https: boolean;
  /** Told once per page when it carries an inline script nobody vouches for. */
  onUnknownScript: (opening: string) => void;
}

/**
 * Prepares prerendered pages once instead of on every request: bytes, policy with the hashes of its own scripts, ETag, compression.
 * Next keeps a page as one string and hands over that same string until it renders the page anew, so the text itself is the key and nothing here can be stale.
 */
export function createPageStore({ https, onUnknownScript }: PageStoreOptions): (html: string) => PreparedPage {
  const pages = new Map<string, PreparedPage>();
  const prepare = (html: string): PreparedPage => {
    const { known, unknown } = findInlineScripts(html);
    for (const script of unknown) onUnknownScript(script.slice(0, 80));
    const body = Buffer.from(html);
    const etag = `W/"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"`;
    return { body, etag, policy: contentSecurityPolicy({ scripts: known.map(hashSource), https }), compressed: new Map() };
  };
  return (html) => {
    const kept = pages.get(html);
    if (kept) return kept;
    const page = prepare(html);
    const oldest = pages.size >= KEPT_PAGES ? pages.keys().next().value : undefined;
    if (oldest !== undefined) pages.delete(oldest);
    pages.set(html, page);
    return page;
  };
}

function choose(accepted: string): 'br' | 'gzip' | null {
  if (/\bbr\b(?!;\s*q=0(?:\.0+)?(?:,|$))/.test(accepted)) return 'br';
  return /\bgzip\b(?!;\s*q=0(?:\.0+)?(?:,|$))/.test(accepted) ? 'gzip' : null;
}

/** The page in the best encoding the browser takes, compressed at most once. */
export function encodePage(page: PreparedPage, acceptEncoding: string): { encoding: 'br' | 'gzip' | null; bytes: Buffer } {
  const encoding = choose(acceptEncoding);
  if (!encoding) return { encoding, bytes: page.body };
  const kept = page.compressed.get(encoding);
  if (kept) return { encoding, bytes: kept };
  const bytes = encoding === 'br' ? brotliCompressSync(page.body, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }) : gzipSync(page.body);
  page.compressed.set(encoding, bytes);
  return { encoding, bytes };
}
