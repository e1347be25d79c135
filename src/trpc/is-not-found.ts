import { TRPCError } from '@trpc/server';

/** Whether a call of `caller` or `publicCaller` said that there is no such thing. */
export function isNotFound(error: unknown): boolean {
  return error instanceof TRPCError && error.code === 'NOT_FOUND';
}
