import { createConfig, lintFromString } from '@redocly/openapi-core';
import { describe, expect, it } from 'vitest';
import { ERROR_STATUS } from '../../errors';
import { ApiError, errorsOf } from './error';
import type { ApiOperation } from './operation';
import { OPERATIONS } from './operations';
import { toOpenApi } from './to-openapi';

const document = toOpenApi('https://shop.example.com');
const operations = Object.values<ApiOperation>(OPERATIONS);

/** What the specification itself asks for, and that every example fits its schema. */
const RULES = {
  struct: 'error', 'no-unresolved-refs': 'error', 'no-invalid-media-type-examples': 'error', 'no-invalid-parameter-examples': 'error', 'no-invalid-schema-examples': 'error', 'operation-operationId-unique': 'error',
  'path-parameters-defined': 'error', 'operation-parameters-unique': 'error', 'no-identical-paths': 'error', 'no-ambiguous-paths': 'error', 'security-defined': 'error', 'operation-tag-defined': 'error', 'spec-components-invalid-map-name': 'error',
  'no-unused-components': 'error', 'no-enum-type-mismatch': 'error', 'operation-description': 'error', 'operation-summary': 'error', 'info-license-strict': 'error',
} as const;

async function problemsOf(source: object): Promise<string[]> {
  const config = await createConfig({ rules: RULES });
  const problems = await lintFromString({ source: JSON.stringify(source), absoluteRef: 'openapi.json', config });
  return problems.map(({ ruleId, message, location }) => `${ruleId} at ${location[0]?.pointer ?? '?'}: ${message}`);
}

describe('the description of the machine API', () => {
  it('is a valid document of OpenAPI 3.1 whose examples fit their schemas', async () => {
    expect(document.openapi).toMatch(/^3\.1\.\d$/);
    expect(await problemsOf(document)).toEqual([]);
  });

  it('would be told apart from one that is not', async () => {
    const broken = structuredClone(document);
    const answer = broken.paths['/health']!.get!.responses['200']!;
    answer.content['application/json'].example = { status: 'ill' };
    Reflect.deleteProperty(answer, 'description');
    expect(await problemsOf(broken)).toEqual(expect.arrayContaining([expect.stringMatching(/^struct/), expect.stringMatching(/^no-invalid-media-type-examples/)]));
  });

  it('names every operation once, at an address of its own', () => {
    const found = Object.values(document.paths).flatMap((methods) => Object.values(methods).map(({ operationId }) => operationId));
    expect(found.sort()).toEqual(Object.keys(OPERATIONS).sort());
    expect(operations.map(({ id }) => id)).toEqual(Object.keys(OPERATIONS));
  });
});

describe.each(operations)('$id', (operation) => {
  const { params, query, body, answer, examples } = operation;

  it('takes and gives what its examples show', () => {
    for (const [schema, example] of [[params, examples.params], [query, examples.query], [body, examples.body]] as const) {
      if (schema) expect(schema.parse(example ?? {})).toMatchObject(example ?? {});
      else expect(example).toBeUndefined();
    }
    expect(answer.parse(examples.answer)).toEqual(examples.answer);
  });

  it('says each error it may answer, in the one shape', () => {
    const method = document.paths[operation.path]![operation.method.toLowerCase()]!;
    for (const { code, message, details = {} } of errorsOf(operation)) {
      const shown = method.responses[ERROR_STATUS[code]]!.content['application/json'].examples!;
      expect(Object.values(shown).map(({ value }) => ApiError.parse(value).error)).toContainEqual({ code, message, details, requestId: expect.any(String) });
    }
  });

  it('has a parameter for each name in its path', () => {
    expect(Object.keys(params?.shape ?? {})).toEqual([...operation.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name));
  });
});
