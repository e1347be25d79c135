import { AppError } from '@/shared/errors';
import { toReturnPath } from '@/shared/to-return-path';
import type { SignInCall } from '@/server/modules/identity/auth-adapter';
import { ensureDemoPerson, isDemoAccount } from '@/server/modules/identity/ensure-demo-person';
import { passSecondFactor } from '@/server/modules/identity/pass-second-factor';
import { redeemChallenge, type Origin } from '@/server/modules/identity/redeem-challenge';
import { requestSignIn } from '@/server/modules/identity/request-sign-in';
import { cookieNames, cookieOptions, readCookie } from '@/server/modules/identity/session-cookie';
import { toEmail } from '@/server/modules/identity/to-email';
import { toNetwork } from '@/server/modules/identity/to-network';
import { jsonReply, type Call, type HttpRequest, type Reply } from './call';
import { countAgainst } from './limits';
import { runNextAuth, type AuthResult } from './next-auth';
import { readForm } from './read-form';
import { assertSameOrigin } from './same-origin';
import { serializeCookie } from './serialize-cookie';

export const AUTH_PREFIX = '/api/auth/';
const CHALLENGE_SECONDS = 600;

/**
 * Sign-in over HTTP. next-auth issues and reads the cookies and sessions; what it leaves open is decided here first: who may post, how a code
 * is tried, and that opening a link with GET uses nothing up. Answers JSON: `{url}` with the path to go to, or the error contract.
 */
export async function answerAuth(request: HttpRequest, call: Call): Promise<Reply> {
  const action = request.path.slice(AUTH_PREFIX.length);
  if (request.method === 'GET') return get(action, request, call);
  assertSameOrigin(request, call.platform.env.PUBLIC_URL);
  const form = await readForm(request);
  await countAgainst(action === 'session' || action === 'signout' ? 'read' : 'auth', call);
  switch (action) {
    case 'signin/email':
      return ask(request, call, form);
    case 'callback/email':
      return enter(request, call, form);
    case 'callback/demo':
      return enterDemo(request, call, form);
    case 'callback/second-factor':
      return enterSecondFactor(request, call, form);
    case 'signout':
    case 'session':
      return toReply(await pass(request, call, { action: [action], body: form }), call);
    default:
      throw new AppError('NOT_FOUND', 'There is nothing at this address.');
  }
}

async function get(action: string, request: HttpRequest, call: Call): Promise<Reply> {
  if (action === 'session' || action === 'csrf') {
    await countAgainst('read', call);
    return toReply(await pass(request, call, { action: [action] }), call);
  }
  // Whoever follows a link of next-auth's own pages lands on ours; a mail scanner that opens a sign-in link uses nothing up.
  if (/^(signin|signin\/email|error|verify-request|callback\/email)$/.test(action)) return { status: 302, headers: { location: '/sign-in', 'cache-control': 'no-store' }, body: null };
  if (action === 'signout') return { status: 302, headers: { location: '/sign-out', 'cache-control': 'no-store' }, body: null };
  throw new AppError('NOT_FOUND', 'There is nothing at this address.');
}

/** Sends the message, and ties the code to this browser by a cookie. */
async function ask(request: HttpRequest, call: Call, form: Record<string, string>): Promise<Reply> {
  const { platform } = call;
  const { PUBLIC_URL } = platform.env;
  const email = toEmail(form.email ?? '');
  const result = await pass(request, call, { action: ['signin', 'email'], body: { ...form, email } });
  assertCsrf(result);
  const { cookie } = await requestSignIn(platform, { email, returnPath: toReturnPath(form.callbackUrl, PUBLIC_URL) });
  result.cookies.push(serializeCookie(cookieNames(PUBLIC_URL).challenge, cookie, { ...cookieOptions(PUBLIC_URL), maxAge: CHALLENGE_SECONDS }));
  return withCookies(jsonReply(200, { email }), result);
}

/** Tries a code or a link; with the right one next-auth opens the session. */
async function enter(request: HttpRequest, call: Call, form: Record<string, string>): Promise<Reply> {
  const { platform } = call;
  const { PUBLIC_URL } = platform.env;
  const names = cookieNames(PUBLIC_URL);
  await assertToken(request, call, form);
  const proof = form.token !== undefined ? { kind: 'link' as const, token: form.token } : { kind: 'code' as const, code: form.code ?? '', cookie: readCookie(request.header('cookie'), names.challenge) };
  const provenEmail = await redeemChallenge(platform, proof, originOf(request, call));
  const result = await pass(request, call, { action: ['callback', 'email'], body: form, provenEmail, method: proof.kind });
  result.cookies.push(serializeCookie(names.challenge, '', { ...cookieOptions(PUBLIC_URL), maxAge: 0 }));
  return toReply(result, call);
}

/** One-click accounts of the embedded default; elsewhere there is no such address. */
async function enterDemo(request: HttpRequest, call: Call, form: Record<string, string>): Promise<Reply> {
  const account = form.account ?? '';
  if (!call.platform.env.DEMO_SIGN_IN) throw new AppError('NOT_FOUND', 'There is nothing at this address.');
  if (!isDemoAccount(account)) throw new AppError('INVALID_INPUT', 'There is no such demo account.', { field: 'account' });
  await assertToken(request, call, form);
  const provenEmail = await ensureDemoPerson(call.platform, account);
  return toReply(await pass(request, call, { action: ['callback', 'email'], body: form, provenEmail, method: 'demo' }), call);
}

/** The second step of a sign-in whose first one this browser has shown. */
async function enterSecondFactor(request: HttpRequest, call: Call, form: Record<string, string>): Promise<Reply> {
  await assertToken(request, call, form);
  await passSecondFactor(call.platform, { ...originOf(request, call), cookieHeader: request.header('cookie'), code: (form.code ?? '').slice(0, 40) });
  return jsonReply(200, { url: toReturnPath(form.callbackUrl, call.platform.env.PUBLIC_URL) });
}

const originOf = (request: HttpRequest, call: Call): Origin => ({ userAgent: request.header('user-agent'), network: toNetwork(call.ip) });

interface Passed extends Pick<SignInCall, 'provenEmail' | 'method'> {
  action: string[];
  body?: Record<string, string>;
}

async function pass(request: HttpRequest, call: Call, { action, body, ...proven }: Passed): Promise<AuthResult> {
  const names = cookieNames(call.platform.env.PUBLIC_URL);
  const header = request.header('cookie');
  const signIn: SignInCall = { ...originOf(request, call), ...proven, presentedToken: readCookie(header, names.session) };
  const result = await runNextAuth({ platform: call.platform, signIn, request, action, body });
  if (signIn.fault !== undefined) throw signIn.fault;
  if (signIn.awaitsFactor) owe(result, { action, publicUrl: call.platform.env.PUBLIC_URL });
  return result;
}

/** A session that owes its second factor: its cookie is kept, though next-auth knows nobody by it, and a sign-in goes on where the code is asked for. */
function owe(result: AuthResult, { action, publicUrl }: { action: string[]; publicUrl: string }): void {
  if (action[0] === 'session') result.cookies = result.cookies.filter((cookie) => !cookie.startsWith(`${cookieNames(publicUrl).session}=`));
  if (action[0] === 'callback' && result.url && !result.url.searchParams.has('error')) result.next = `/sign-in/second-factor?callbackUrl=${encodeURIComponent(toReturnPath(result.url.href, publicUrl))}`;
}

/** next-auth checks its double-submit token only where it believes to need one. */
async function assertToken(request: HttpRequest, call: Call, form: Record<string, string>): Promise<void> {
  assertCsrf(await pass(request, call, { action: ['session'], body: { csrfToken: form.csrfToken ?? '' } }));
}

function assertCsrf(result: AuthResult): void {
  if (result.status === 400 || result.url?.searchParams.get('csrf') === 'true') throw new AppError('FORBIDDEN', 'This page is out of date. Please reload it and try again.', { reason: 'csrf' });
}

function toReply(result: AuthResult, call: Call): Reply {
  assertCsrf(result);
  const error = result.url?.searchParams.get('error');
  if (error === 'AccessDenied') throw new AppError('FORBIDDEN', 'This account is closed.', { reason: 'closed' });
  if (error) throw new Error(`next-auth answered ${error}`);
  return withCookies(jsonReply(result.status, result.url ? { url: result.next ?? toReturnPath(result.url.href, call.platform.env.PUBLIC_URL) } : (result.body ?? {})), result);
}

function withCookies(reply: Reply, { cookies }: AuthResult): Reply {
  if (cookies.length > 0) reply.headers['set-cookie'] = cookies;
  return reply;
}
