import { callTRPCProcedure, getTRPCErrorFromUnknown, getTRPCErrorShape } from '@trpc/server';
import type { createContext } from '@/server/api/context';
import { toTrpcError } from '@/server/api/error-map';
import { appRouter } from '@/server/api/root';
import { AppError } from '@/shared/errors';
import { jsonReply, type Call, type Reply } from './call';
import { countAgainst, familyOf } from './limits';
import { streamReply } from './trpc-stream';

export interface Subscription {
  path: string;
  input: unknown;
  /** What a browser sends by itself when it connects again; it is newer than the one in the input. */
  lastEventId: string | null;
}

const OURS: ReadonlySet<string> = new Set(['INTERNAL_SERVER_ERROR', 'SERVICE_UNAVAILABLE']);
const config = appRouter._def._config;

/** Answers one subscription with a stream of its events, or with the error of a query. */
export async function answerSubscription({ path, input, lastEventId }: Subscription, call: Call, ctx: ReturnType<typeof createContext>): Promise<Reply> {
  const leave = new AbortController();
  const shape = (cause: unknown) => {
    const error = toTrpcError(cause) ?? getTRPCErrorFromUnknown(cause);
    return { error, shape: getTRPCErrorShape({ config, error, type: 'subscription', path, input, ctx }) };
  };
  const serialize = (value: unknown): unknown => config.transformer.output.serialize(value);
  try {
    await countAgainst(familyOf(path, 'query'), call);
    const whole = lastEventId === null ? input : { ...(input as object | null | undefined), lastEventId };
    const data: unknown = await callTRPCProcedure({ router: appRouter, path, type: 'subscription', ctx, getRawInput: () => Promise.resolve(whole), signal: leave.signal, batchIndex: 0 });
    if (!isIterable(data)) throw new AppError('NOT_FOUND', 'There is no such procedure.');
    // What breaks on our side is over by the time a browser asks again; what the person caused is not.
    return streamReply({ data, leave, serialize, tellError: (cause) => (OURS.has(shape(cause).error.code) ? undefined : shape(cause).shape) });
  } catch (cause) {
    const { error, shape: said } = shape(cause);
    if (error.code === 'INTERNAL_SERVER_ERROR') call.fault = error.cause ?? error;
    return jsonReply(said.data.httpStatus, { error: serialize(said) });
  }
}

function isIterable(value: unknown): value is AsyncIterable<unknown> {
  return typeof value === 'object' && value !== null && Symbol.asyncIterator in value;
}
