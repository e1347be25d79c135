import { TRPCError } from '@trpc/server';
import { isAppError, type ErrorCode } from '@/shared/errors';
import { isUnavailable } from '@/server/platform/database-errors';

const TRPC_CODES: Record<ErrorCode, TRPCError['code']> = {
  INVALID_INPUT: 'BAD_REQUEST',
  UNAUTHENTICATED: 'UNAUTHORIZED',
  PAYMENT_REQUIRED: 'PAYMENT_REQUIRED',
  FORBIDDEN: 'FORBIDDEN',
  READ_ONLY: 'FORBIDDEN',
  NOT_FOUND: 'NOT_FOUND',
  METHOD_NOT_ALLOWED: 'METHOD_NOT_SUPPORTED',
  CONFLICT: 'CONFLICT',
  // tRPC has no word for 410; the status is set from the cause in the handler, and `appCode` in the shape says GONE.
  GONE: 'PRECONDITION_FAILED',
  TOO_LARGE: 'PAYLOAD_TOO_LARGE',
  UNSUPPORTED_MEDIA: 'UNSUPPORTED_MEDIA_TYPE',
  UNPROCESSABLE: 'UNPROCESSABLE_CONTENT',
  RATE_LIMITED: 'TOO_MANY_REQUESTS',
  LIMIT_REACHED: 'TOO_MANY_REQUESTS',
  UNAVAILABLE: 'SERVICE_UNAVAILABLE',
};

/** Turns what a verb threw into tRPC's error. Expected errors keep their sentence; a lost database becomes 503; the rest stays unknown. */
export function toTrpcError(error: unknown): TRPCError | undefined {
  if (isAppError(error)) return new TRPCError({ code: TRPC_CODES[error.code], message: error.message, cause: error });
  if (isUnavailable(error)) return new TRPCError({ code: 'SERVICE_UNAVAILABLE', message: 'The shop is catching its breath. Nothing was changed; please try again in a moment.', cause: error instanceof Error ? error : undefined });
  return undefined;
}
