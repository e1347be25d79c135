import { z } from 'zod';
import { ERROR_STATUS } from '../../errors';
import { ApiError, errorsOf } from './error';
import { GROUPS, INTRODUCTION, LIMIT_HEADERS, SECURITY_SCHEMES, SHARED_HEADERS } from './openapi-words';
import type { JsonSchema, MediaObject, OpenApiDocument, OperationObject, ParameterObject, ResponseObject } from './openapi-document';
import type { Access, ApiOperation, ErrorExample } from './operation';
import { OPERATIONS } from './operations';
import { SCHEMAS } from './schemas';

const REQUEST_ID = '0192f0c1-7a64-7c1e-9d2b-8f2c1f6f9a3d';

const names = z.registry<{ id: string }>();
for (const [id, schema] of Object.entries(SCHEMAS)) names.add(schema, { id });
const nameOf = new Map<z.ZodType, string>(Object.entries(SCHEMAS).map(([id, schema]) => [schema, id]));

/** A part of the document: without a name of its own, and without the bounds that zod gives every whole number. */
function plain(schema: z.core.JSONSchema.BaseSchema): JsonSchema {
  const keep = (key: string, value: unknown): unknown => (key === '$schema' || key === '$id' || Math.abs(Number(value)) === Number.MAX_SAFE_INTEGER ? undefined : value);
  // What zod writes is JSON Schema; our type names the part of it that our schemas use.
  return JSON.parse(JSON.stringify(schema, keep)) as JsonSchema;
}

const options = { io: 'input', target: 'draft-2020-12' } as const;

function schemasOfAll(): Record<string, JsonSchema> {
  const { schemas } = z.toJSONSchema(names, { ...options, uri: (id) => `#/components/schemas/${id}` });
  return Object.fromEntries(Object.entries(schemas).filter(([id]) => id in SCHEMAS).map(([id, schema]) => [id, plain(schema)]));
}

function refTo(schema: z.ZodType): JsonSchema {
  const name = nameOf.get(schema);
  if (!name) throw new Error('every body and answer has a name in schemas.ts');
  return { $ref: `#/components/schemas/${name}` };
}

function parametersOf({ params, query, examples }: ApiOperation): ParameterObject[] {
  const read = (schema: z.ZodObject | undefined, place: 'path' | 'query', example: Record<string, unknown> = {}): ParameterObject[] => {
    const { properties = {}, required = [] } = schema ? plain(z.toJSONSchema(schema, options)) : {};
    return Object.entries(properties).map(([name, { description, ...rest }]) => ({
      name, in: place, required: required.includes(name), ...(description !== undefined && { description }), schema: rest, ...(name in example && { example: example[name] }),
    }));
  };
  return [...read(params, 'path', examples.params), ...read(query, 'query', examples.query)];
}

function securityOf(access: Access): Record<string, string[]>[] {
  if (access.by === 'anyone') return [];
  const scopes = [access.scope];
  if (access.by === 'person') return [{ personalToken: scopes }, ...(access.optional ? [{}] : [])];
  return [{ platformKey: scopes }, ...(access.token ? [{ signedToken: scopes }] : [])];
}

const refs = (headers: Record<string, unknown>) => Object.fromEntries(Object.keys(headers).map((name) => [name, { $ref: `#/components/headers/${name}` }]));

function errorResponse(errors: ErrorExample[]): ResponseObject {
  const examples = Object.fromEntries(
    errors.map(({ code, message, details = {} }) => [details.reason ?? code.toLowerCase(), { summary: message, value: { error: { code, message, details, requestId: REQUEST_ID } } }]),
  );
  const media: MediaObject = { schema: refTo(ApiError), examples };
  const waits = errors.some(({ code }) => code === 'RATE_LIMITED' || code === 'UNAVAILABLE');
  return { description: errors.map(({ message }) => message).join(' '), headers: { ...refs(SHARED_HEADERS), ...(waits && refs({ 'retry-after': '' })) }, content: { 'application/json': media } };
}

function responsesOf(operation: ApiOperation): Record<string, ResponseObject> {
  const errors = errorsOf(operation);
  const statuses = [...new Set(errors.map(({ code }) => ERROR_STATUS[code]))].sort((a, b) => a - b);
  const own = Object.fromEntries(Object.entries(operation.headers ?? {}).map(([name, description]) => [name, { description, schema: { type: 'string' } }]));
  const success: ResponseObject = {
    description: operation.summary, headers: { ...refs(SHARED_HEADERS), ...refs(LIMIT_HEADERS), ...own },
    content: { 'application/json': { schema: refTo(operation.answer), example: operation.examples.answer } },
  };
  return { [operation.status]: success, ...Object.fromEntries(statuses.map((status) => [status, errorResponse(errors.filter(({ code }) => ERROR_STATUS[code] === status))])) };
}

function toOperation(operation: ApiOperation): OperationObject {
  const parameters = parametersOf(operation);
  return {
    operationId: operation.id, tags: [operation.group], summary: operation.summary, description: operation.description, security: securityOf(operation.access),
    ...(parameters.length > 0 && { parameters }),
    ...(operation.body && { requestBody: { required: true, content: { 'application/json': { schema: refTo(operation.body), example: operation.examples.body } } } }),
    responses: responsesOf(operation),
  };
}

/** The machine API in OpenAPI 3.1 (https://spec.openapis.org/oas/v3.1.1.html), made of its operations. `publicUrl` is where the shop is reached. */
export function toOpenApi(publicUrl: string): OpenApiDocument {
  const paths: OpenApiDocument['paths'] = {};
  for (const operation of Object.values<ApiOperation>(OPERATIONS)) {
    paths[operation.path] = { ...paths[operation.path], [operation.method.toLowerCase()]: toOperation(operation) };
  }
  return {
    openapi: '3.1.1',
    info: { title: 'Latchkey machine API', version: '1', summary: 'Meter calls, keep customers, sell plans; read the catalogue and your library.', description: INTRODUCTION, license: { name: 'MIT', identifier: 'MIT' } },
    servers: [{ url: new URL('/api/v1', publicUrl).href, description: 'This shop' }],
    security: [],
    tags: GROUPS.filter(({ name }) => Object.values<ApiOperation>(OPERATIONS).some(({ group }) => group === name)),
    paths,
    components: {
      schemas: schemasOfAll(), securitySchemes: SECURITY_SCHEMES,
      headers: Object.fromEntries(Object.entries({ ...SHARED_HEADERS, ...LIMIT_HEADERS }).map(([name, description]) => [name, { description, schema: { type: name === 'x-request-id' ? 'string' : 'integer' } }])),
    },
  };
}
