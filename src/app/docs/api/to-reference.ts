import type { JsonSchema, OpenApiDocument, OperationObject, ParameterObject } from '@/shared/contracts/v1/openapi-document';

/** A line of a table of fields: `subscription.status`, `items[].name`. */
export interface FieldLine {
  name: string;
  type: string;
  isRequired: boolean;
  text: string;
  /** What may be written, where that is a short list. */
  oneOf: string[];
}

/** An error by its status, with everything it may be answered for. */
export interface ErrorLine {
  status: string;
  code: string;
  reason: string | null;
  message: string;
}

/** One operation as the page tells it. */
export interface Entry {
  id: string;
  method: string;
  path: string;
  summary: string;
  paragraphs: string[];
  /** Words for who may call, and the scope asked for. */
  access: { who: string; scope: string | null };
  parameters: FieldLine[];
  body: FieldLine[];
  bodyExample: unknown;
  answer: { status: string; fields: FieldLine[]; example: unknown };
  errors: ErrorLine[];
  examples: { path: Record<string, string>; query: Record<string, unknown> };
}

export interface EntryGroup {
  name: string;
  description: string;
  entries: Entry[];
}

const MOST_CHOICES = 12;
const MOST_DEPTH = 3;

type Schemas = Record<string, JsonSchema>;

function resolve(schema: JsonSchema, schemas: Schemas): JsonSchema {
  const name = schema.$ref?.split('/').at(-1);
  return name === undefined ? schema : { ...schemas[name], ...(schema.description !== undefined && { description: schema.description }) };
}

/** The part of a schema that is not null, and whether null may stand there. */
function without(schema: JsonSchema): { schema: JsonSchema; isNullable: boolean } {
  const parts = schema.anyOf?.filter(({ type }) => type !== 'null');
  if (schema.anyOf && parts?.length === 1 && parts[0]) return { schema: { ...parts[0], ...(schema.description !== undefined && { description: schema.description }) }, isNullable: schema.anyOf.length > 1 };
  if (!Array.isArray(schema.type)) return { schema, isNullable: false };
  const [type = 'string'] = schema.type.filter((one) => one !== 'null');
  return { schema: { ...schema, type }, isNullable: schema.type.includes('null') };
}

function typeOf(asked: JsonSchema, schemas: Schemas): string {
  const { schema, isNullable } = without(resolve(asked, schemas));
  const inner = resolve(schema, schemas);
  const orNull = isNullable ? ' or null' : '';
  if (inner.type === 'array') return `list of ${inner.items ? typeOf(inner.items, schemas) : 'anything'}${orNull}`;
  if (inner.type === 'integer') return `whole number${orNull}`;
  return `${typeof inner.type === 'string' ? inner.type : 'anything'}${orNull}`;
}

function choicesOf(asked: JsonSchema, schemas: Schemas): string[] {
  const inner = resolve(without(resolve(asked, schemas)).schema, schemas);
  const values = inner.type === 'array' && inner.items ? (resolve(inner.items, schemas).enum ?? []) : (inner.enum ?? []);
  return values.length <= MOST_CHOICES ? values.filter((value) => value !== null).map(String) : [];
}

/** The fields of an object and of the objects in it. */
export function fieldsOf(asked: JsonSchema, schemas: Schemas, { prefix = '', depth = 0 }: { prefix?: string; depth?: number } = {}): FieldLine[] {
  const object = resolve(without(resolve(asked, schemas)).schema, schemas);
  return Object.entries(object.properties ?? {}).flatMap(([key, property]) => {
    const resolved = resolve(property, schemas);
    const inner = resolve(without(resolved).schema, schemas);
    const name = `${prefix}${key}`;
    const line = { name, type: typeOf(property, schemas), isRequired: object.required?.includes(key) ?? false, text: resolved.description ?? '', oneOf: choicesOf(property, schemas) };
    const nested = inner.type === 'array' && inner.items ? { schema: inner.items, prefix: `${name}[].` } : { schema: inner, prefix: `${name}.` };
    return [line, ...(depth < MOST_DEPTH ? fieldsOf(nested.schema, schemas, { prefix: nested.prefix, depth: depth + 1 }) : [])];
  });
}

function toParameter({ name, required, description, schema, in: place }: ParameterObject, schemas: Schemas): FieldLine {
  const several = schema.type === 'array' ? 'May be given several times.' : '';
  const start = typeof schema.default === 'number' || (typeof schema.default === 'string' && schema.default !== '') ? `Left out: ${schema.default}.` : '';
  const text = [description ?? '', several, start].filter(Boolean).join(' ');
  const type = schema.type === 'array' && schema.items ? typeOf(schema.items, schemas) : typeOf(schema, schemas);
  return { name: place === 'path' ? `{${name}}` : name, type, isRequired: required, text, oneOf: choicesOf(schema, schemas) };
}

const WHO: Record<string, string> = { platformKey: 'a platform’s key', signedToken: 'a signed token', personalToken: 'a personal token' };

function accessOf({ security }: OperationObject): Entry['access'] {
  const schemes = security.flatMap((one) => Object.entries(one));
  const isOptional = security.length === 0 || security.some((one) => Object.keys(one).length === 0);
  const who = schemes.map(([name]) => WHO[name] ?? name).join(' or ');
  if (isOptional) return { who: who === '' ? 'Anyone' : `Anyone; with ${who} as well`, scope: schemes[0]?.[1][0] ?? null };
  return { who: who.charAt(0).toUpperCase() + who.slice(1), scope: schemes[0]?.[1][0] ?? null };
}

function errorsOf({ responses }: OperationObject): ErrorLine[] {
  return Object.entries(responses).filter(([status]) => !status.startsWith('2')).flatMap(([status, { content }]) =>
    Object.values(content['application/json'].examples ?? {}).map(({ value }) => {
      // Written by our own document: every error has this shape.
      const { error } = value as { error: { code: string; message: string; details: { reason?: string } } };
      return { status, code: error.code, reason: error.details.reason ?? null, message: error.message };
    }),
  );
}

function toEntry({ method, path, operation, schemas }: { method: string; path: string; operation: OperationObject; schemas: Schemas }): Entry {
  const [status, answer] = Object.entries(operation.responses).find(([code]) => code.startsWith('2')) ?? ['200', undefined];
  const body = operation.requestBody?.content['application/json'];
  const parameters = operation.parameters ?? [];
  const shown = (place: string) => Object.fromEntries(parameters.filter((one) => one.in === place && one.example !== undefined).map(({ name, example }) => [name, example]));
  const media = answer?.content['application/json'];
  return {
    id: operation.operationId, method: method.toUpperCase(), path, summary: operation.summary, paragraphs: operation.description.split('\n\n'), access: accessOf(operation),
    parameters: parameters.map((one) => toParameter(one, schemas)), body: body ? fieldsOf(body.schema, schemas) : [], bodyExample: body?.example,
    answer: { status, fields: media ? fieldsOf(media.schema, schemas) : [], example: media?.example }, errors: errorsOf(operation), examples: { path: Object.fromEntries(Object.entries(shown('path')).map(([name, value]) => [name, String(value)])), query: shown('query') },
  };
}

/** The whole description, group by group, with every reference followed. */
export function toReference({ tags, paths, components: { schemas } }: OpenApiDocument): EntryGroup[] {
  const all = Object.entries(paths).flatMap(([path, methods]) => Object.entries(methods).map(([method, operation]) => ({ tag: operation.tags[0], entry: toEntry({ method, path, operation, schemas }) })));
  return tags.map(({ name, description }) => ({ name, description, entries: all.filter(({ tag }) => tag === name).map(({ entry }) => entry) }));
}
