import type { z } from 'zod';
import type { ErrorCode, ErrorDetails } from '../../errors';
import type { PersonalScope, PlatformScope } from '../api-keys';

/** Whose key an operation asks for. */
export type Access =
  | { by: 'anyone' }
  /** A platform's key; with `token` a token signed for one of its customers does as well. */
  | { by: 'platform'; scope: PlatformScope; token?: true }
  /** A personal token; with `optional` nothing does as well. */
  | { by: 'person'; scope: PersonalScope; optional?: true };

/** An error an operation may answer, as its reader sees it. */
export interface ErrorExample {
  code: ErrorCode;
  message: string;
  details?: ErrorDetails;
}

/** One operation of the machine API: what it asks for and what it answers. Read by the server, the OpenAPI document, the reference and the tests. */
export interface ApiOperation {
  /** Its name in generated clients. */
  id: string;
  group: string;
  method: 'GET' | 'POST' | 'PUT';
  /** Below `/api/v1`; `{name}` stands for one segment. */
  path: string;
  summary: string;
  /** Markdown in plain paragraphs. */
  description: string;
  access: Access;
  params?: z.ZodObject;
  query?: z.ZodObject;
  body?: z.ZodObject;
  /** Of success. */
  status: 200 | 201;
  answer: z.ZodType;
  examples: { params?: Record<string, string>; query?: Record<string, unknown>; body?: Record<string, unknown>; answer: unknown };
  /** Beside those that follow from access and input. */
  errors: readonly ErrorExample[];
  /** Headers of its own on the answer: name and meaning. */
  headers?: Readonly<Record<string, string>>;
}

type Parsed<Schema> = Schema extends z.ZodType ? z.output<Schema> : undefined;

/** What an operation's handler is given, checked. */
export interface InputOf<Operation extends ApiOperation> {
  params: Parsed<Operation['params']>;
  query: Parsed<Operation['query']>;
  body: Parsed<Operation['body']>;
}

export type AnswerOf<Operation extends ApiOperation> = z.input<Operation['answer']>;
