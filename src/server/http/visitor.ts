import { randomBytes } from 'node:crypto';
import { isUnwilling } from '@/server/modules/analytics/is-unwilling';
import { readVisitor } from '@/server/modules/analytics/read-visitor';
import { recordEvents } from '@/server/modules/analytics/record-events';
import { CONSENT_SECONDS, VISITOR_SECONDS, visitorCookieName } from '@/server/modules/analytics/visitor-cookies';
import { noteViews } from '@/server/modules/discovery/note-views';
import { getViewer } from '@/server/modules/identity/get-viewer';
import { cookieOptions } from '@/server/modules/identity/session-cookie';
import { clock } from '@/server/platform/clock';
import { ConsentInput, EventsInput } from '@/shared/contracts/analytics';
import { CONSENT_COOKIE } from '@/shared/consent';
import { AppError } from '@/shared/errors';
import type { Handler, HttpRequest } from './call';
import { parseJson } from './parse-json';
import { assertSameOrigin } from './same-origin';
import { serializeCookie } from './serialize-cookie';

export const EVENTS_PATH = '/api/events';
export const CONSENT_PATH = '/api/consent';
const MAX_BYTES = 16 * 1024;

/** POST /api/events `{events: […]}`, from our own pages; 204, also where nothing was kept because the visitor does not want to be counted. */
export const answerEvents: Handler = async (request, call) => {
  const { events } = await readInput(request, call.platform.env.PUBLIC_URL, EventsInput);
  const visitor = await readVisitor({ platform: call.platform, ip: call.ip, header: (name) => request.header(name) });
  if (visitor) {
    const at = clock.now();
    await recordEvents(call.platform, events.map((event) => ({ ...event, visitor: visitor.id, at })));
    const productIds = events.flatMap((event) => (event.name === 'view' && event.productId !== undefined ? [event.productId] : []));
    if (visitor.isLasting && productIds.length > 0) {
      const viewer = await getViewer(call.platform, request.header('cookie'));
      await noteViews(call.platform, { audience: { userId: viewer?.userId ?? null, visitorId: visitor.id, refusesTracking: false }, productIds });
    }
  }
  return { status: 204, headers: { 'cache-control': 'no-store' }, body: null };
};

/** POST /api/consent `{choice}`: keeps the answer, and gives or takes the cookie that recognises a visitor. A browser that says no for its person is given none. */
export const answerConsent: Handler = async (request, call) => {
  const { PUBLIC_URL } = call.platform.env;
  const { choice } = await readInput(request, PUBLIC_URL, ConsentInput);
  const mayKnow = choice === 'all' && !isUnwilling((name) => request.header(name));
  const options = cookieOptions(PUBLIC_URL);
  const cookies = [
    serializeCookie(CONSENT_COOKIE, choice, { ...options, httpOnly: false, maxAge: CONSENT_SECONDS }),
    serializeCookie(visitorCookieName(PUBLIC_URL), mayKnow ? randomBytes(16).toString('base64url') : '', { ...options, maxAge: mayKnow ? VISITOR_SECONDS : 0 }),
  ];
  return { status: 204, headers: { 'cache-control': 'no-store', 'set-cookie': cookies }, body: null };
};

interface Schema<Value> {
  safeParse: (value: unknown) => { success: true; data: Value } | { success: false; error: { issues: { path: PropertyKey[]; message: string }[] } };
}

/** A small JSON body of our own pages; a foreign one could send text/plain. */
async function readInput<Value>(request: HttpRequest, publicUrl: string, schema: Schema<Value>): Promise<Value> {
  assertSameOrigin(request, publicUrl);
  if (!/^application\/json\s*(;|$)/i.test(request.header('content-type') ?? '')) throw new AppError('UNSUPPORTED_MEDIA', 'Send JSON.');
  const parsed = schema.safeParse(parseJson((await request.body(MAX_BYTES)).toString('utf8')));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new AppError('INVALID_INPUT', `This was not understood: ${issue?.message ?? 'not the right form'}.`, { field: issue?.path.join('.') || 'body' });
}
