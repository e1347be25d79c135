import { createHash, randomUUID } from 'node:crypto';
import { consumeUsage, type UsageDecision } from '@/server/modules/usage/consume-usage';
import { decideLimit } from '@/server/modules/usage/decide-limit';
import { getUsage } from '@/server/modules/usage/get-usage';
import { usageMeterOf } from '@/server/modules/usage/usage-meter';
import { clock } from '@/server/platform/clock';
import { ConsumeUsageBody, GetUsageQuery, RequestId, type ConsumedUsage } from '@/shared/contracts/v1/usage';
import { AppError } from '@/shared/errors';
import { jsonReply, type Call, type Handler, type HttpRequest } from '../call';
import { countAgainst } from '../limits';
import { authenticatePlatform, type PlatformCaller } from './authenticate';
import { checkInput, NO_PARAMETERS, readJson, readQuery } from './read-input';

export const USAGE_PATH = '/api/v1/usage';
const MAX_BODY_BYTES = 8 * 1024;

/** Counts a call, or reads what was counted. */
export const answerUsage: Handler = (request, call) => (request.method === 'POST' ? answerConsumeUsage(request, call) : answerGetUsage(request, call));

/** `POST /api/v1/usage`: counts a call of one customer, or says which limit it has reached. */
export const answerConsumeUsage: Handler = async (request, call) => {
  const caller = await authenticatePlatform(request, call, 'usage:write');
  if (request.search !== '') readQuery(NO_PARAMETERS, request.search);
  const body = checkInput(ConsumeUsageBody, await readJson(request, MAX_BODY_BYTES), 'field');
  const customer = customerOf(caller, body.customer);
  const requestId = requestIdOf(request, body.requestId);
  const { meter, units } = body;
  const now = clock.now();
  if (caller.customer !== null && body.tier !== undefined) throw new AppError('INVALID_INPUT', 'A token says its tier by itself, as its plan.', { field: 'tier' });
  const claim = caller.claim ?? (body.tier === undefined ? undefined : { tier: body.tier, at: now });
  const decision = await consumeUsage(usageMeterOf(call.platform), { platformId: caller.platformId, mode: caller.mode, requestId: toStoredId(caller, requestId), customer, meter, units, claim });
  sayLimits(decision, { call, meter, nowMs: now.getTime() });
  return jsonReply(200, toAnswer(decision, { customer, meter, units, requestId }));
};

/** `GET /api/v1/usage`: where a customer stands. */
export const answerGetUsage: Handler = async (request, call) => {
  const caller = await authenticatePlatform(request, call, 'usage:read');
  const query = readQuery(GetUsageQuery, request.search);
  const { platformId, mode } = caller;
  const customer = customerOf(caller, query.customer);
  await countAgainst('machine', call, `${platformId} ${mode} ${caller.customer ?? ''}`);
  return jsonReply(200, await getUsage(call.platform.db, { platformId, mode, customer, days: query.days }));
};

/** Whose usage is meant. A customer's own key or token speaks for nobody else. */
function customerOf(caller: PlatformCaller, named: string | undefined): string {
  if (caller.customer !== null && named !== undefined && named !== caller.customer) throw new AppError('FORBIDDEN', 'This key or token is another customer’s.', { field: 'customer', reason: 'another_customer' });
  const customer = caller.customer ?? named;
  if (customer === undefined) throw new AppError('INVALID_INPUT', 'customer: name one.', { field: 'customer' });
  return customer;
}

function requestIdOf(request: HttpRequest, named: string | undefined): string {
  const header = request.header('idempotency-key') ?? undefined;
  if (header !== undefined && named !== undefined && header !== named) throw new AppError('INVALID_INPUT', 'requestId: is not the Idempotency-Key.', { field: 'requestId' });
  const given = header ?? named;
  if (given === undefined) return randomUUID();
  if (!RequestId.safeParse(given).success) throw new AppError('INVALID_INPUT', 'Idempotency-Key: 1 to 128 printable ASCII characters without blanks.', { field: 'requestId' });
  return given;
}

/** The key a call is kept under. What a customer sends is its own: another customer, or the platform, may use the same. */
function toStoredId({ customer }: PlatformCaller, requestId: string): string {
  return customer === null ? requestId : `own:${createHash('sha256').update(`${customer} ${requestId}`).digest('base64url')}`;
}

/** Puts the limits into the answer's headers; throws for a call that was not counted. */
function sayLimits(decision: UsageDecision, { call, meter, nowMs }: { call: Call; meter: string; nowMs: number }): void {
  const { error, limit, headers } = decideLimit(decision, { meter, nowMs });
  if (limit) call.limit = limit;
  call.headers = { ...call.headers, ...headers, ...(decision.outcome === 'replayed' && { 'idempotency-replayed': 'true' }) };
  if (error) throw error;
}

function toAnswer({ used, limit, remaining, tier, windowStart, windowEnd }: UsageDecision, { customer, meter, units, requestId }: { customer: string; meter: string; units: number; requestId: string }): ConsumedUsage {
  return { customer, meter, units, used, limit, remaining, tier: tier ?? '', windowStart: windowStart?.toISOString() ?? '', windowEnd: windowEnd?.toISOString() ?? '', requestId };
}
