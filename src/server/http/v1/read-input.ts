import { z } from 'zod';
import type { ApiOperation } from '@/shared/contracts/v1/operation';
import { AppError } from '@/shared/errors';
import type { HttpRequest } from '../call';
import { parseJson } from '../parse-json';

const MAX_BODY_BYTES = 65_536;

/** The checked input of an operation. Throws INVALID_INPUT naming the field, UNSUPPORTED_MEDIA, TOO_LARGE. */
export async function readInput({ params, query, body }: ApiOperation, request: HttpRequest, segments: Record<string, string>): Promise<{ params: unknown; query: unknown; body: unknown }> {
  return {
    params: params && check(params, mapValues(segments, decodeSegment), 'parameter'),
    query: check(query ?? z.strictObject({}), readQuery(query, request.search), 'parameter'),
    body: body && check(body, await readBody(request), 'field'),
  };
}

function check(schema: z.ZodType, value: unknown, word: 'parameter' | 'field'): unknown {
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

/** Everything in a query is text: lists are parameters given several times, whole numbers are what their schema says. */
function readQuery(schema: z.ZodObject | undefined, search: string): Record<string, unknown> {
  const given = new URLSearchParams(search);
  const kindOf = schema && kindsOf(schema);
  const read: Record<string, unknown> = {};
  for (const name of new Set(given.keys())) {
    const values = given.getAll(name);
    const kind = kindOf?.get(name);
    if (kind !== 'array' && values.length > 1) throw new AppError('INVALID_INPUT', `The parameter ${name.slice(0, 60)} is given more than once.`, { field: name.slice(0, 60) });
    const text = values[0] ?? '';
    // A name from outside never reaches a prototype: it is defined, not assigned.
    Object.defineProperty(read, name, { value: kind === 'array' ? values : kind === 'integer' && /^-?\d{1,15}$/.test(text) ? Number(text) : text, enumerable: true });
  }
  return read;
}

async function readBody(request: HttpRequest): Promise<unknown> {
  if (!/^application\/json\s*(;|$)/i.test(request.header('content-type') ?? '')) throw new AppError('UNSUPPORTED_MEDIA', 'The body is sent as application/json.');
  const bytes = await request.body(MAX_BODY_BYTES);
  try {
    return parseJson(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new AppError('INVALID_INPUT', 'This is not UTF-8.', { reason: 'not_utf8' });
  }
}
