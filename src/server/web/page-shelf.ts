import type { IncomingMessage, OutgoingHttpHeaders } from 'node:http';
import type { PreparedPage } from '@/server/web/prepared-page';

const KEPT_PAGES = 300;
/** How long a page is given out before Next is asked again whether it still holds. Next itself renews a page after 60 s. */
const FRESH_MS = 1000;

/** A prepared page with the headers Next gave it. */
export interface ShelvedPage {
  page: PreparedPage;
  headers: OutgoingHttpHeaders;
}

/** Pages that Next has just said are good, by address. */
export interface PageShelf {
  find: (request: IncomingMessage) => ShelvedPage | undefined;
  /** `round` is what `round()` answered when the page was asked for: a page drawn before the shelf was cleared is not put on it afterwards. */
  put: (request: IncomingMessage, shelved: ShelvedPage, round: number) => void;
  /** Forgets all. Called when anything was sent to the shop, for it may have changed a page. */
  clear: () => void;
  round: () => number;
}

/** Next reads these to answer something other than the plain page. */
const TELLING_HEADERS = ['rsc', 'next-router-state-tree', 'next-router-prefetch', 'next-action', 'range'];

function isPlainRead(request: IncomingMessage): boolean {
  return request.method === 'GET' && TELLING_HEADERS.every((name) => request.headers[name] === undefined) && !request.headers.cookie?.includes('__prerender_bypass');
}

export function createPageShelf(now: () => number = () => performance.now()): PageShelf {
  const pages = new Map<string, ShelvedPage & { until: number }>();
  let rounds = 0;
  return {
    find: (request) => {
      const kept = isPlainRead(request) ? pages.get(request.url ?? '') : undefined;
      return kept && kept.until > now() ? kept : undefined;
    },
    put: (request, shelved, round) => {
      if (round !== rounds || !isPlainRead(request)) return;
      const oldest = pages.size >= KEPT_PAGES ? pages.keys().next().value : undefined;
      if (oldest !== undefined) pages.delete(oldest);
      pages.set(request.url ?? '', { ...shelved, until: now() + FRESH_MS });
    },
    clear: () => {
      rounds += 1;
      pages.clear();
    },
    round: () => rounds,
  };
}
