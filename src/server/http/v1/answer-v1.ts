import type { Viewer } from '@/server/platform/db';
import type { ApiOperation } from '@/shared/contracts/v1/operation';
import { AppError } from '@/shared/errors';
import { jsonReply, type Call, type Handler, type HttpRequest, type Reply } from '../call';
import { countAgainst } from '../limits';
import { authenticatePlatform, type PlatformCaller } from './authenticate';
import { authenticatePerson } from './authenticate-person';
import { corsHeaders, preflightHeaders } from './cors';
import { findOperations } from './find-operations';
import { HANDLERS } from './handlers';
import { readInput } from './read-input';

/** Every operation below `/api/v1/`: counted, its caller known, its input checked, in this order. */
export const answerV1: Handler = async (request, call) => {
  await countAgainst('catalogue', call);
  const found = findOperations(request.path);
  if (!found) throw new AppError('NOT_FOUND', 'There is nothing at this address.');
  const methods = [...found.byMethod.keys()].flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method]));
  const allow = [...methods, 'OPTIONS'].join(', ');
  if (request.method === 'OPTIONS') return { status: 204, headers: { allow, ...(await preflightHeaders(request, call, [...found.byMethod.values()])) }, body: null };
  const operation = found.byMethod.get(request.method === 'HEAD' ? 'GET' : request.method);
  if (!operation) {
    call.headers = { allow };
    throw new AppError('METHOD_NOT_ALLOWED', `This address answers ${methods.join(' and ')}.`);
  }
  return answer(operation, { request, call, segments: found.params });
};

async function answer(operation: ApiOperation, { request, call, segments }: { request: HttpRequest; call: Call; segments: Record<string, string> }): Promise<Reply> {
  call.operation = operation.id;
  call.headers = await corsHeaders(request, call, { operation });
  const caller = await authenticate(operation, request, call);
  const input = await readInput(operation, request, segments);
  const answered = await run(operation, { ...input, caller, call, request });
  // Leaves out what is not documented: verbs answer our own pages too.
  return jsonReply(operation.status, operation.answer.parse(answered));
}

async function authenticate({ access, method }: ApiOperation, request: HttpRequest, call: Call): Promise<PlatformCaller | Viewer | null> {
  if (access.by === 'anyone') return null;
  if (access.by === 'person') return authenticatePerson(request, call, access);
  const caller = await authenticatePlatform(request, call, access.scope);
  // A platform has as many keys as it likes; they share one minute.
  await countAgainst(method === 'POST' ? 'write' : 'machine', call, `${caller.platformId} ${caller.mode}`);
  return caller;
}

/** `HANDLERS` ties each operation to its input and caller; what was read by the operation's own schemas is that input. */
function run({ id }: ApiOperation, asked: object): Promise<unknown> {
  const handler: unknown = Reflect.get(HANDLERS, id);
  if (typeof handler !== 'function') throw new Error(`${id} is answered by nobody`);
  return (handler as (input: object) => Promise<unknown>)(asked);
}
