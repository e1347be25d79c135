import { z } from 'zod';
import type { ApiOperation } from '@/shared/contracts/v1/operation';
import { AppError } from '@/shared/errors';
import type { HttpRequest } from '../call';
import { parseJson } from '../parse-json';

const MAX_BODY_BYTES = 65_536;
const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Of an operation that takes none. */
export const NO_PARAMETERS = z.strictObject({});

/** The checked input of an operation. Throws INVALID_INPUT naming the field, UNSUPPORTED_MEDIA, TOO_LARGE. */
export async function readInput({ params, query, body }: ApiOperation, request: HttpRequest, segments: Record<string, string>): Promise<{ params: unknown; query: unknown; body: unknown }> {
  return {
    params: params && checkInput(params, mapValues(segments, decodeSegment), 'parameter'),
    query: readQuery(query ?? NO_PARAMETERS, request.search),
    body: body && checkInput(body, await readJson(request, MAX_BODY_BYTES), 'field'),
  };
}

/** What a schema makes of a value. Throws INVALID_INPUT naming the first field that is wrong. */
export function checkInput<Schema extends z.ZodType>(schema: Schema, value: unknown, word: 'parameter' | 'field'): z.output<Schema> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const unknown = issue?.code === 'unrecognized_keys' ? issue.keys[0] : undefined;
  if (unknown !== undefined) throw new AppError('INVALID_INPUT', `There is no ${word} ${unknown.slice(0, 60)}.`, { field: unknown.slice(0, 60), reason: 'unknown_field' });
  const field = issue?.path.join('.') ?? '';
  throw new AppError('INVALID_INPUT', `${field || 'The body'}: ${issue?.message ?? 'is not what is asked for'}.`, field ? { field } : {});
}

const mapValues = (record: Record<string, string>, change: (value: string) => string) => Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));

function decodeSegment(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new AppError('INVALID_INPUT', 'The address is not well formed.');
  }
}

const kinds = new WeakMap<z.ZodObject, Map<string, unknown>>();

/** What each parameter of a query is: `array`, `integer`, `string`. */
function kindsOf(schema: z.ZodObject): Map<string, unknown> {
  const known = kinds.get(schema);
  if (known) return known;
  const { properties = {} } = z.toJSONSchema(schema, { io: 'input' });
  const read = new Map(Object.entries(properties).map(([name, property]) => [name, typeof property === 'object' ? property.type : undefined]));
  kinds.set(schema, read);
  return read;
}

/** The checked parameters of a query. Throws INVALID_INPUT naming the one that is wrong, unknown, or given twice. */
export function readQuery<Schema extends z.ZodObject>(schema: Schema, search: string): z.output<Schema> {
  return checkInput(schema, collectQuery(schema, search), 'parameter');
}

/** Everything in a query is text: lists are parameters given several times, whole numbers are what their schema says. */
function collectQuery(schema: z.ZodObject, search: string): Record<string, unknown> {
  const given = new URLSearchParams(search);
  const kindOf = kindsOf(schema);
  const read: Record<string, unknown> = {};
  for (const name of new Set(given.keys())) {
    const values = given.getAll(name);
    const kind = kindOf.get(name);
    if (kind !== 'array' && values.length > 1) throw new AppError('INVALID_INPUT', `The parameter ${name.slice(0, 60)} is given more than once.`, { field: name.slice(0, 60) });
    const text = values[0] ?? '';
    // A name from outside never reaches a prototype: it is defined, not assigned.
    Object.defineProperty(read, name, { value: kind === 'array' ? values : kind === 'integer' && /^-?\d{1,15}$/.test(text) ? Number(text) : text, enumerable: true });
  }
  return read;
}

/** A body of JSON in UTF-8. Throws UNSUPPORTED_MEDIA, TOO_LARGE, INVALID_INPUT. */
export async function readJson(request: HttpRequest, maxBytes: number): Promise<unknown> {
  if (!/^application\/json\s*(;|$)/i.test(request.header('content-type') ?? '')) throw new AppError('UNSUPPORTED_MEDIA', 'The body is sent as application/json.');
  const bytes = await request.body(maxBytes);
  try {
    return parseJson(utf8.decode(bytes));
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new AppError('INVALID_INPUT', 'This is not UTF-8.', { reason: 'not_utf8' });
  }
}
