import { callTRPCProcedure, getTRPCErrorFromUnknown, getTRPCErrorShape, type AnyTRPCProcedure, type TRPCError } from '@trpc/server';
import { AppError, isAppError } from '@/shared/errors';
import { createContext } from '@/server/api/context';
import { toTrpcError } from '@/server/api/error-map';
import { appRouter } from '@/server/api/root';
import { cookieOptions } from '@/server/modules/identity/session-cookie';
import { jsonReply, type Call, type HttpRequest, type Reply } from './call';
import { countAgainst, familyOf } from './limits';
import { parseJson } from './parse-json';
import { assertSameOrigin } from './same-origin';
import { serializeCookie } from './serialize-cookie';
import { answerSubscription } from './trpc-subscription';

export const TRPC_PREFIX = '/api/trpc/';
const MAX_BODY_BYTES = 256 * 1024;
const MAX_BATCH = 20;

const config = appRouter._def._config;
// By their whole path, which is what this record holds at run time; its type shows the nested routers instead.
const procedures = appRouter._def.procedures as unknown as Readonly<Record<string, AnyTRPCProcedure>>;

interface Operation {
  path: string;
  type: 'query' | 'mutation';
  input: unknown;
  index: number;
}

type Outcome = { result: { data: unknown } } | { error: { data: { httpStatus: number } } };

/**
 * Answers tRPC's HTTP protocol (https://trpc.io/docs/rpc) for queries and subscriptions by GET and mutations by POST, single or batched. It is written out
 * because the stock adapter reads the input only after it is parsed and knows no limits per operation: here the text is checked first, every
 * operation of a batch counts for itself, and a mutation must be JSON from our own pages.
 */
export async function answerTrpc(request: HttpRequest, call: Call): Promise<Reply> {
  const mutating = request.method === 'POST';
  const query = new URLSearchParams(request.search);
  const batched = query.get('batch') === '1';
  const paths = pathsOf(request.path, batched);
  if (mutating) {
    assertSameOrigin(request, call.platform.env.PUBLIC_URL);
    if (!/^application\/json\s*(;|$)/i.test(request.header('content-type') ?? '')) throw new AppError('UNSUPPORTED_MEDIA', 'Mutations are sent as application/json.');
  }
  const text = mutating ? (await request.body(MAX_BODY_BYTES)).toString('utf8') : (query.get('input') ?? '');
  if (text.length > MAX_BODY_BYTES) throw new AppError('TOO_LARGE', 'The input is too large.');
  const inputs = toInputs(text === '' ? undefined : parseJson(text), batched);
  const context = createContext(request, call);
  const type = mutating ? 'mutation' : 'query';
  const [only] = paths;
  if (!mutating && !batched && only !== undefined && isSubscription(only)) return answerSubscription({ path: only, input: inputs(0), lastEventId: request.header('last-event-id') }, call, context);
  const outcomes = await Promise.all(paths.map((path, index) => run({ path, type, input: inputs(index), index }, call, context)));
  const reply = jsonReply(statusOf(outcomes), batched ? outcomes.map(encode) : encode(outcomes[0] ?? fail()));
  if (call.cookies) reply.headers['set-cookie'] = call.cookies.map((cookie) => serializeCookie(cookie.name, cookie.value, { ...cookieOptions(call.platform.env.PUBLIC_URL), maxAge: cookie.maxAgeSeconds }));
  // The client reads plain JSON only.
  reply.headers['content-type'] = 'application/json';
  return reply;
}

function isSubscription(path: string): boolean {
  return Object.hasOwn(procedures, path) && procedures[path]?._def.type === 'subscription';
}

function fail(): never {
  throw new AppError('INVALID_INPUT', 'The batch is empty.');
}

function pathsOf(path: string, batched: boolean): string[] {
  const name = decode(path.slice(TRPC_PREFIX.length));
  const paths = batched ? name.split(',', MAX_BATCH + 1) : [name];
  if (paths.length > MAX_BATCH) throw new AppError('INVALID_INPUT', `A batch holds at most ${MAX_BATCH} operations.`, { reason: 'batch_too_large' });
  return paths;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new AppError('INVALID_INPUT', 'The address is not well formed.');
  }
}

function toInputs(parsed: unknown, batched: boolean): (index: number) => unknown {
  const one = (value: unknown) => (value === undefined ? undefined : deserialize(value));
  if (!batched) return () => one(parsed);
  if (parsed === undefined) return () => undefined;
  if (typeof parsed !== 'object' || parsed === null) throw new AppError('INVALID_INPUT', 'The input of a batch is an object.');
  return (index) => (Object.hasOwn(parsed, index) ? one(Reflect.get(parsed, index)) : undefined);
}

function deserialize(value: unknown): unknown {
  try {
    return config.transformer.input.deserialize(value);
  } catch (error) {
    throw new AppError('INVALID_INPUT', 'The input cannot be read.', { reason: 'bad_encoding', cause: error });
  }
}

async function run(operation: Operation, call: Call, ctx: ReturnType<typeof createContext>): Promise<Outcome> {
  const { path, type, input, index } = operation;
  try {
    const procedure = Object.hasOwn(procedures, path) ? procedures[path] : undefined;
    if (!procedure) throw new AppError('NOT_FOUND', 'There is no such procedure.');
    if (procedure._def.type !== type) throw new AppError('METHOD_NOT_ALLOWED', type === 'query' ? 'Mutations are sent by POST.' : 'Queries are sent by GET.');
    await countAgainst(familyOf(path, type), call);
    const data: unknown = await callTRPCProcedure({ router: appRouter, path, type, ctx, getRawInput: () => Promise.resolve(input), signal: undefined, batchIndex: index });
    return { result: { data } };
  } catch (cause) {
    const error = toTrpcError(cause) ?? getTRPCErrorFromUnknown(cause);
    if (error.code === 'INTERNAL_SERVER_ERROR') call.fault ??= error.cause ?? error;
    return { error: getTRPCErrorShape({ config, error, type, path, input, ctx }) };
  }
}

/** Applies the transformer, whose form is that of superjson, to the part of an outcome that has it. */
function encode(outcome: Outcome): unknown {
  return 'error' in outcome
    ? { error: config.transformer.output.serialize(outcome.error) as unknown }
    : { result: { data: config.transformer.output.serialize(outcome.result.data) as unknown } };
}

function statusOf(outcomes: Outcome[]): number {
  const statuses = new Set(outcomes.map((outcome) => ('error' in outcome ? outcome.error.data.httpStatus : 200)));
  return statuses.size === 1 ? Math.max(...statuses) : 207;
}

/** An error of the edge in the envelope a tRPC client reads, so that it can show the sentence. */
export function trpcErrorEnvelope(error: unknown, requestId: string): object {
  const known: TRPCError = toTrpcError(error) ?? getTRPCErrorFromUnknown(error);
  const shape = {
    message: isAppError(error) ? error.message : known.message,
    code: -32_600,
    data: { code: known.code, httpStatus: isAppError(error) ? error.status : 500, path: null, appCode: isAppError(error) ? error.code : null, details: isAppError(error) ? error.details : null, requestId },
  };
  return { ...(config.transformer.output.serialize(shape) as object) };
}
