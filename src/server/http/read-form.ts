import { AppError } from '@/shared/errors';
import type { HttpRequest } from './call';
import { parseJson } from './parse-json';

const MAX_BYTES = 16 * 1024;

/** The fields of a small form, sent as JSON or urlencoded; every value a string. Refuses other content types, of which a foreign page could send text/plain. */
export async function readForm(request: HttpRequest): Promise<Record<string, string>> {
  const type = (request.header('content-type') ?? '').split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/json' && type !== 'application/x-www-form-urlencoded') throw new AppError('UNSUPPORTED_MEDIA', 'Send a form or JSON.');
  const text = (await request.body(MAX_BYTES)).toString('utf8');
  const fields: unknown = type === 'application/json' ? parseJson(text) : Object.fromEntries(new URLSearchParams(text));
  if (typeof fields !== 'object' || fields === null || Array.isArray(fields)) throw new AppError('INVALID_INPUT', 'Send the fields of a form.');
  // A nested value, such as the data of session.update, is no field of ours and goes no further.
  return Object.fromEntries(Object.entries(fields).filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}
