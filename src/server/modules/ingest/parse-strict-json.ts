import { INGEST_LIMITS } from './ingest-limits';
import { refuse } from './ingest-refusal';
import { toPrintable } from './inspect-path';
import { measureJson } from './measure-json';

/** How a document is bounded; `maxBytes` is checked before anything is parsed. */
export interface StrictJsonOptions {
  item: string;
  maxBytes: number;
  maxDepth: number;
  /** Takes any finite number: measured data may hold minus zero and long digits. */
  anyNumber?: boolean;
}

/** Keys that reach the prototype of an object in careless code. */
const PROTOTYPE_KEYS = new Set(['__proto__', 'constructor', 'prototype']);
/** One JSON token; run only over text that JSON.parse took, so it needs no error cases. */
const TOKEN = /"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*|[{}[\]:,]|true|false|null/y;
const WHITESPACE = /[\t\n\r ]*/y;

type Frame = { keys: Set<string> | null; key: string; index: number };
type Complain = (code: string, message: string) => never;

/**
 * Parses JSON that must mean the same to every reader: UTF-8 (a byte order mark is dropped), no duplicate keys, no `__proto__`, `constructor` or `prototype` keys,
 * no NUL, no half surrogate pairs, only finite numbers, no minus zero, no number that loses digits, bounded depth. Throws `IngestRefusal` naming the path of the first fault.
 */
export function parseStrictJson(bytes: Uint8Array, options: StrictJsonOptions): unknown {
  const { item, maxBytes } = options;
  const fail: Complain = (code, message) => refuse(item, { field: '$', code, message });
  if (bytes.length > maxBytes) fail('json_too_large', `The file is larger than ${Math.floor(maxBytes / 1024 / 1024)} MiB.`);
  if (bytes.length === 0) fail('json_empty', 'The file has no bytes.');
  const text = decode(bytes, fail);
  // Before parsing, because the parser itself takes memory for every level and object a hostile text opens.
  const { depth, containers, keys, values } = measureJson(text);
  if (depth > options.maxDepth) fail('json_too_deep', `The file is nested more than ${options.maxDepth} levels deep.`);
  if (containers > INGEST_LIMITS.jsonContainers || keys > INGEST_LIMITS.jsonKeys || values > INGEST_LIMITS.jsonValues) fail('json_too_many', 'The file holds too many values.');
  const value = parse(text, fail);
  scan(text, options);
  return value;
}

function decode(bytes: Uint8Array, fail: Complain): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return fail('json_encoding', 'The file is not valid UTF-8.');
  }
}

function parse(text: string, fail: Complain): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return fail('json_syntax', 'The file is not valid JSON.');
  }
}

/** Walks the tokens without recursion, so depth costs no stack. */
function scan(text: string, { item, anyNumber = false }: StrictJsonOptions): void {
  const stack: Frame[] = [];
  const fail: Complain = (code, message) => refuse(item, { field: toPath(stack), code, message });
  let expectsKey = false;
  for (let at = skipWhitespace(text, 0); at < text.length; at = skipWhitespace(text, at)) {
    TOKEN.lastIndex = at;
    const token = TOKEN.exec(text)?.[0] ?? fail('json_syntax', 'The file is not valid JSON.');
    at += token.length;
    const frame = stack.at(-1);
    const first = token.charAt(0);
    if (first === '{' || first === '[') {
      stack.push({ keys: first === '{' ? new Set() : null, key: '', index: 0 });
      expectsKey = first === '{';
    } else if (first === '}' || first === ']') stack.pop();
    else if (first === ',') {
      if (frame !== undefined) frame.index += 1;
      expectsKey = frame?.keys != null;
    } else if (first === ':') expectsKey = false;
    else if (first === '"') inspectString(token, expectsKey ? frame : undefined, fail);
    else if (!anyNumber) inspectNumber(token, fail);
  }
}

function skipWhitespace(text: string, at: number): number {
  WHITESPACE.lastIndex = at;
  return at + (WHITESPACE.exec(text)?.[0].length ?? 0);
}

function inspectString(token: string, frame: Frame | undefined, fail: Complain): void {
  const text = token.includes('\\') ? String(JSON.parse(token)) : token.slice(1, -1);
  if (frame?.keys != null) {
    frame.key = text;
    if (PROTOTYPE_KEYS.has(text)) fail('json_forbidden_key', 'The key is not allowed.');
    if (frame.keys.has(text)) fail('json_duplicate_key', 'The key is there twice.');
    frame.keys.add(text);
  }
  if (text.includes('\0')) fail('json_nul', 'The text contains a NUL character.');
  if (/\p{Cs}/u.test(text)) fail('json_surrogate', 'The text contains half a surrogate pair.');
}

function inspectNumber(token: string, fail: Complain): void {
  if (!/^[-\d]/.test(token)) return;
  const value = Number(token);
  if (!Number.isFinite(value)) fail('json_number', 'The number is too large.');
  if (Object.is(value, -0)) fail('json_number', 'Minus zero is not a number we take.');
  if (Number.isInteger(value) && !Number.isSafeInteger(value) && /^-?\d+$/.test(token)) fail('json_number', 'The number has more digits than can be kept.');
}

function toPath(stack: readonly Frame[]): string {
  const path = stack.map((frame) => (frame.keys === null ? `[${frame.index}]` : frame.key === '' ? '' : `.${frame.key}`)).join('');
  return path === '' ? '$' : toPrintable(path.replace(/^\./, ''));
}
