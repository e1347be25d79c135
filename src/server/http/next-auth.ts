import * as nextAuth from 'next-auth';
import type { SignInCall } from '@/server/modules/identity/auth-adapter';
import { toAuthOptions } from '@/server/modules/identity/auth-options';
import { cookieNames, readCookie } from '@/server/modules/identity/session-cookie';
import type { Platform } from '@/server/platform/platform';
import type { HttpRequest } from './call';

/** What next-auth decided. */
export interface AuthResult {
  status: number;
  body: unknown;
  /** Where it wants to go, if anywhere; our own page or, with `error` in the query, its error page. */
  url: URL | undefined;
  /** Where to go instead, if sign-in is not through yet. */
  next?: string;
  /** Set-Cookie lines. */
  cookies: string[];
}

interface ApiRequest {
  method: string;
  query: Record<string, string | string[]>;
  body: Record<string, string> | undefined;
  cookies: Record<string, string>;
  headers: Record<string, string>;
}

interface ApiResponse {
  status(code: number): ApiResponse;
  getHeader(name: string): string | string[] | undefined;
  setHeader(name: string, value: string | string[]): ApiResponse;
  json(value: unknown): void;
  send(value: unknown): void;
  end(): void;
}

type ApiHandler = (request: ApiRequest, response: ApiResponse, options: ReturnType<typeof toAuthOptions>) => Promise<void>;

// CommonJS: Node hands over module.exports, a bundler the function itself. Of its three signatures this is the one for API routes, the only
// one that runs without Next; it uses no more of the request and response than stands above.
const exported = nextAuth.default as unknown as ApiHandler | { default: ApiHandler };
const handleApi: ApiHandler = typeof exported === 'function' ? exported : exported.default;

export interface NextAuthRun {
  platform: Pick<Platform, 'db' | 'env'>;
  signIn: SignInCall;
  request: HttpRequest;
  action: string[];
  body: Record<string, string> | undefined;
}

/** Runs next-auth on its own terms, outside Next, and collects what it answers. */
export async function runNextAuth({ platform, signIn, request, action, body }: NextAuthRun): Promise<AuthResult> {
  const { PUBLIC_URL } = platform.env;
  const names = cookieNames(PUBLIC_URL);
  const cookies: Record<string, string> = {};
  // By exact name: next-auth would join every cookie whose name begins with the session's.
  for (const name of [names.session, names.csrf]) {
    const value = readCookie(request.header('cookie'), name);
    if (value !== undefined) cookies[name] = decode(value);
  }
  const result: AuthResult = { status: 200, body: undefined, url: undefined, cookies: [] };
  const proven: Record<string, string> = signIn.provenEmail === undefined ? {} : { token: 'redeemed', email: signIn.provenEmail };
  await handleApi(
    { method: body ? 'POST' : 'GET', query: { nextauth: action, ...proven }, body: body && { ...body, json: 'true' }, cookies, headers: {} },
    collect(result, PUBLIC_URL),
    toAuthOptions(platform, signIn),
  );
  if (signIn.staff) result.cookies = result.cookies.map((cookie) => (cookie.startsWith(`${names.session}=`) && !/max-age=0/i.test(cookie) ? cookie.replace(/; Expires=[^;]*/i, '') : cookie));
  return result;
}

/** Cookie values are percent-encoded when they are ours; what is not, opens nothing anyway. */
function decode(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return '';
  }
}

function collect(result: AuthResult, publicUrl: string): ApiResponse {
  const response: ApiResponse = {
    status: (code) => {
      result.status = code;
      return response;
    },
    getHeader: (name) => (name.toLowerCase() === 'set-cookie' ? result.cookies : undefined),
    setHeader: (name, value) => {
      if (name.toLowerCase() === 'set-cookie') result.cookies = [value].flat();
      return response;
    },
    json: (value) => {
      const url: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, 'url') : undefined;
      if (typeof url === 'string') result.url = new URL(url, publicUrl);
      else result.body = value;
    },
    send: (value) => {
      result.body = value;
    },
    end: () => undefined,
  };
  return response;
}
