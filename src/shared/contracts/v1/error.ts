import { z } from 'zod';
import { ERROR_STATUS, type ErrorCode } from '../../errors';
import type { ApiOperation, ErrorExample } from './operation';

// Object.keys forgets the names it read.
const CODES = Object.keys(ERROR_STATUS) as ErrorCode[];

/** The one shape of every error. */
export const ApiError = z.object({
  error: z.object({
    code: z.enum([...CODES, 'INTERNAL']).describe('What went wrong, for programs.'),
    message: z.string().describe('The same for people.'),
    details: z
      .object({ field: z.string().optional(), reason: z.string().optional(), scope: z.string().optional(), retryAfterSeconds: z.number().int().optional() })
      .describe('The field at fault, a finer reason, the scope that is missing, the seconds to wait.'),
    requestId: z.string().describe('Quote it when you write to us; also in `x-request-id`.'),
  }),
});
export type ApiError = z.infer<typeof ApiError>;

const ALWAYS: ErrorExample[] = [
  { code: 'RATE_LIMITED', message: 'Too many requests. Please wait 24 seconds.', details: { retryAfterSeconds: 24 } },
  { code: 'UNAVAILABLE', message: 'The shop is catching its breath. Nothing was changed; please try again in a moment.', details: { retryAfterSeconds: 5 } },
];
const WITH_BODY: ErrorExample[] = [
  { code: 'TOO_LARGE', message: 'The body may hold 65536 bytes.' },
  { code: 'UNSUPPORTED_MEDIA', message: 'The body is sent as application/json.' },
];

/** Every error an operation may answer, its own first. */
export function errorsOf({ access, params, query, body, errors }: ApiOperation): ErrorExample[] {
  const isKeyed = access.by !== 'anyone';
  const asks = params ?? query ?? body;
  return [
    ...errors,
    ...(asks ? [{ code: 'INVALID_INPUT', message: 'There is no field role.', details: { field: 'role', reason: 'unknown_field' } } as const] : []),
    ...(isKeyed ? [{ code: 'UNAUTHENTICATED', message: 'This key is unknown, was revoked, or is over.', details: { reason: 'unknown_key' } } as const] : []),
    ...(isKeyed ? [{ code: 'FORBIDDEN', message: `This key has no scope ${access.scope}.`, details: { reason: 'scope', scope: access.scope } } as const] : []),
    ...(body ? WITH_BODY : []),
    ...ALWAYS,
  ];
}
