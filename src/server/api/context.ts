import { platform, type Platform } from '@/server/platform/platform';
import type { Viewer } from '@/server/platform/db';
import { ipOf } from '@/server/platform/client-ip';
import { toRequestId } from '@/server/platform/request-id';
import { getViewer } from '@/server/modules/identity/get-viewer';

/** A cookie for the browser to keep so long; 0 ends it. */
export interface ReplyCookie {
  name: string;
  value: string;
  maxAgeSeconds: number;
}

/** What every procedure gets. The viewer is looked up once, by the first procedure that asks. */
export interface Context {
  platform: Platform;
  requestId: string;
  /** The caller's address as far as trusted proxies vouch for it. */
  ip: string;
  /** One header of the request, by its lower-case name. */
  header(name: string): string | null;
  /** The signed-in person, or null. Throws UNAVAILABLE when the database cannot say. */
  viewer(): Promise<Viewer | null>;
  /** Sends a cookie along with the answer. A page being rendered sends none. */
  setCookie(cookie: ReplyCookie): void;
}

export interface ContextSource {
  platform: Platform;
  requestId: string;
  ip: string;
  /** For the log line; set when the viewer is known. */
  userId?: string;
  /** To be sent with the answer. */
  cookies?: ReplyCookie[];
}

/** The context of one request, for both mounts and for pages. */
export function createContext(request: Pick<Context, 'header'>, call: ContextSource): Context {
  let viewer: Promise<Viewer | null> | undefined;
  const look = async () => {
    const found = await getViewer(call.platform, request.header('cookie'));
    if (found) call.userId = found.userId;
    return found;
  };
  return {
    platform: call.platform,
    requestId: call.requestId,
    ip: call.ip,
    header: (name) => request.header(name),
    viewer: () => (viewer ??= look()),
    setCookie: (cookie) => void (call.cookies = [...(call.cookies ?? []).filter(({ name }) => name !== cookie.name), cookie]),
  };
}

/** The context of a page being rendered, in this process; without headers, that of a visitor. */
export function createPageContext(headers: Headers = new Headers()): Context {
  const current = platform();
  const header = (name: string) => headers.get(name);
  return createContext({ header }, { platform: current, requestId: toRequestId(header('x-request-id')), ip: ipOf(header, current.env.TRUSTED_PROXY_HOPS) });
}
