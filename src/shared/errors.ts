/** Every error a caller may expect, with the HTTP status it is answered with. tRPC codes follow from the status in `server/api/error-map.ts`. */
export const ERROR_STATUS = {
  INVALID_INPUT: 400,
  UNAUTHENTICATED: 401,
  PAYMENT_REQUIRED: 402,
  FORBIDDEN: 403,
  /** An admin looks as somebody else, and so changes nothing. */
  READ_ONLY: 403,
  NOT_FOUND: 404,
  METHOD_NOT_ALLOWED: 405,
  CONFLICT: 409,
  GONE: 410,
  TOO_LARGE: 413,
  UNSUPPORTED_MEDIA: 415,
  UNPROCESSABLE: 422,
  /** Too fast: a moment later it goes on. */
  RATE_LIMITED: 429,
  /** All of a period's units are used. */
  LIMIT_REACHED: 429,
  UNAVAILABLE: 503,
} as const;

export type ErrorCode = keyof typeof ERROR_STATUS;

/** What an error may tell its reader besides the sentence: the field at fault, seconds to wait, a reason code, the scope a key lacks. Never internals. */
export interface ErrorDetails {
  field?: string;
  retryAfterSeconds?: number;
  reason?: string;
  scope?: string;
}

/** An expected error: its message is written for the person who caused it and is safe to show. Anything else thrown is a bug and is answered without its message. */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly details: ErrorDetails;

  /** `cause` is for the log; the other details are shown. */
  constructor(
    readonly code: ErrorCode,
    message: string,
    { cause, ...details }: ErrorDetails & ErrorOptions = {},
  ) {
    super(message, cause === undefined ? undefined : { cause });
    this.details = details;
  }

  get status(): number {
    return ERROR_STATUS[this.code];
  }
}

/** True for errors made by `AppError`, also across bundles where `instanceof` would fail. */
export function isAppError(error: unknown): error is AppError {
  return error instanceof Error && error.name === 'AppError' && 'code' in error && 'status' in error;
}
