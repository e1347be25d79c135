/** Stripe's error types: https://docs.stripe.com/api/errors */
type RefusalType = 'api_error' | 'card_error' | 'idempotency_error' | 'invalid_request_error';

/** The `error` object of a Stripe answer. */
export interface RefusalBody {
  type: RefusalType;
  message: string;
  code?: string;
  param?: string;
  decline_code?: string;
  doc_url?: string;
  charge?: string;
}

interface RefusalOptions {
  status: number;
  type: RefusalType;
  message: string;
  code?: string;
  param?: string;
  /** Whether an idempotency key replays this answer. Stripe saves nothing for failed validation, conflicts and 429. */
  saved: boolean;
  /** Whether what was done until then stands, such as an attempt that a bank declined. */
  keeps?: boolean;
  headers?: Record<string, string>;
}

/** An answer in Stripe's error shape, thrown by a handler; its transaction is rolled back unless it `keeps`. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly status: number;
  readonly saved: boolean;
  readonly keeps: boolean;
  readonly headers: Record<string, string>;
  readonly body: RefusalBody;

  constructor(options: RefusalOptions) {
    super(options.message);
    this.status = options.status;
    this.saved = options.saved;
    this.keeps = options.keeps ?? false;
    this.headers = options.headers ?? {};
    this.body = { type: options.type, message: options.message };
    if (options.code !== undefined) {
      this.body.code = options.code;
      this.body.doc_url = `https://stripe.com/docs/error-codes/${options.code.replaceAll('_', '-')}`;
    }
    if (options.param !== undefined) this.body.param = options.param;
  }
}

interface Detail {
  code?: string;
  param?: string;
}

/** 400: a parameter is wrong in itself. Nothing was started, so an idempotency key does not remember it. */
export function invalidParam(message: string, detail: Detail = {}): Refusal {
  return new Refusal({ status: 400, type: 'invalid_request_error', message, saved: false, ...detail });
}

/** 400: the request is well formed but the state of the object forbids it. An idempotency key replays it. */
export function notPossible(message: string, detail: Detail = {}): Refusal {
  return new Refusal({ status: 400, type: 'invalid_request_error', message, saved: true, ...detail });
}

/** 404 when the id stands in the path, 400 when it stands in the body (`param` names it). */
export function missingResource(noun: string, id: string, param?: string): Refusal {
  const message = `No such ${noun}: '${id}'`;
  return new Refusal({ status: param === undefined ? 404 : 400, type: 'invalid_request_error', code: 'resource_missing', message, param: param ?? 'id', saved: param === undefined });
}

/** 400: Stripe has this, the double does not, and pretending would hide a mistake. */
export function notInDouble(what: string, param: string): Refusal {
  return invalidParam(`This stand-in for Stripe does not implement ${what} yet.`, { param });
}

/** 400: two parameters that exclude each other. */
export function onlyOneOf(...params: string[]): Refusal {
  return invalidParam(`You may only specify one of these parameters: ${params.join(', ')}.`, { param: params[0] });
}
