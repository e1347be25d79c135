import { AppError } from '@/shared/errors';

const MAX_DEPTH = 32;
const FORBIDDEN_KEYS = new Set(['__proto__', 'constructor', 'prototype']);

/**
 * Parses JSON from outside. Refuses text nested deeper than any of our inputs before it is parsed, so that memory stays flat, and keys that
 * reach for an object's prototype.
 */
export function parseJson(text: string): unknown {
  if (depthOf(text) > MAX_DEPTH) throw new AppError('INVALID_INPUT', `JSON may be nested ${MAX_DEPTH} levels deep.`, { reason: 'too_deep' });
  // Escapes could spell a forbidden key, so they take the careful way too.
  const careful = /__proto__|constructor|prototype|\\u/.test(text);
  try {
    return JSON.parse(text, careful ? refuseKeys : undefined);
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new AppError('INVALID_INPUT', 'This is not JSON.', { reason: 'not_json' });
  }
}

function refuseKeys(key: string, value: unknown): unknown {
  if (FORBIDDEN_KEYS.has(key)) throw new AppError('INVALID_INPUT', `The key ${key} is not allowed.`, { field: key });
  return value;
}

/** Deepest nesting of brackets outside strings; stops counting past the limit. */
function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (let i = 0; i < text.length && deepest <= MAX_DEPTH; i += 1) {
    const char = text.charCodeAt(i);
    if (char === 0x22) i = endOfString(text, i);
    else if (char === 0x7b || char === 0x5b) deepest = Math.max(deepest, (depth += 1));
    else if (char === 0x7d || char === 0x5d) depth -= 1;
  }
  return deepest;
}

/** Index of the quote that closes the string opened at `start`. */
function endOfString(text: string, start: number): number {
  for (let i = start + 1; i < text.length; i += 1) {
    const char = text.charCodeAt(i);
    if (char === 0x5c) i += 1;
    else if (char === 0x22) return i;
  }
  return text.length;
}
