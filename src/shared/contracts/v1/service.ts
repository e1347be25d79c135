import { z } from 'zod';
import type { ApiOperation } from './operation';

export const Health = z.object({ status: z.literal('ok'), at: z.string().describe('The server’s clock, in UTC.') });
export type Health = z.infer<typeof Health>;

export const ApiDescription = z.looseObject({ openapi: z.string().describe('The version of OpenAPI it is written in.') });

export const getHealth = {
  id: 'getHealth', group: 'Service', method: 'GET', path: '/health',
  summary: 'Ask whether the API answers',
  description: 'Answers while the API and its database do. Needs no key.',
  access: { by: 'anyone' },
  status: 200, answer: Health,
  examples: { answer: { status: 'ok', at: '2026-11-20T14:00:00.000Z' } },
  errors: [{ code: 'UNAVAILABLE', message: 'The database does not answer.', details: { reason: 'not_ready', retryAfterSeconds: 5 } }],
} as const satisfies ApiOperation;

export const getDescription = {
  id: 'getDescription', group: 'Service', method: 'GET', path: '/openapi.json',
  summary: 'Read this description',
  description: 'Every operation of the API in OpenAPI 3.1, for client generators. May be cached; a repeated request with `If-None-Match` answers 304.',
  access: { by: 'anyone' },
  status: 200, answer: ApiDescription,
  examples: { answer: { openapi: '3.1.1' } },
  errors: [],
} as const satisfies ApiOperation;
