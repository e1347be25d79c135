import type { ApiServer } from './api-server';

/** A visitor's browser as far as the API sees one: it keeps cookies and says where it comes from. */
export interface Browser {
  cookies: Map<string, string>;
  /** The Set-Cookie lines of the last answer. */
  lastCookies: string[];
  get(path: string, headers?: Record<string, string>): Promise<Response>;
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Response>;
  /** A post to /api/auth with its csrf token. */
  auth(path: string, fields: Record<string, string>): Promise<Response>;
}

/** Opens a browser with an address of its own; TRUSTED_PROXY_HOPS must be 1 for the server to believe it. */
export function openBrowser(api: Pick<ApiServer, 'url' | 'platform'>, ip = `10.${byte()}.${byte()}.${byte()}`): Browser {
  const origin = new URL(api.platform.env.PUBLIC_URL).origin;
  const cookies = new Map<string, string>();
  const send = async (path: string, init: RequestInit): Promise<Response> => {
    const headers = new Headers(init.headers);
    headers.set('x-forwarded-for', ip);
    if (cookies.size > 0) headers.set('cookie', [...cookies].map(([name, value]) => `${name}=${value}`).join('; '));
    const response = await fetch(`${api.url}${path}`, { ...init, headers, redirect: 'manual' });
    browser.lastCookies = response.headers.getSetCookie();
    for (const line of browser.lastCookies) keep(cookies, line);
    return response;
  };
  const browser: Browser = {
    cookies,
    lastCookies: [],
    get: (path, headers = {}) => send(path, { headers }),
    post: (path, body, headers = {}) => send(path, { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json', origin, 'sec-fetch-site': 'same-origin', ...headers } }),
    auth: async (path, fields) => {
      const { csrfToken } = (await (await browser.get('/api/auth/csrf')).json()) as { csrfToken: string };
      return browser.post(`/api/auth/${path}`, { ...fields, csrfToken });
    },
  };
  return browser;
}

function keep(cookies: Map<string, string>, line: string): void {
  const [pair = ''] = line.split(';');
  const at = pair.indexOf('=');
  const [name, value] = [pair.slice(0, at), pair.slice(at + 1)];
  if (value === '' || /max-age=0/i.test(line)) cookies.delete(name);
  else cookies.set(name, value);
}

const byte = () => Math.floor(Math.random() * 250) + 1;
