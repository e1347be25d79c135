import { TRPCClientError } from '@trpc/client';

/** What a page may say about a failed call. */
export interface Problem {
  /** Our error code, such as CONFLICT; null when the call never arrived or broke unexpectedly. */
  code: string | null;
  status: number | null;
  /** A sentence for the person. */
  message: string;
}

/** Reads the error of a call from the browser; also when there was no answer at all. */
export function problemOf(error: unknown): Problem {
  if (!(error instanceof TRPCClientError)) return { code: null, status: null, message: 'Something broke in this page. Please load it again.' };
  const data: unknown = error.data;
  if (typeof data !== 'object' || data === null) return { code: null, status: null, message: 'The shop did not answer. Nothing was changed; please try again.' };
  const code: unknown = Reflect.get(data, 'appCode');
  const status: unknown = Reflect.get(data, 'httpStatus');
  return { code: typeof code === 'string' ? code : null, status: typeof status === 'number' ? status : null, message: error.message };
}
