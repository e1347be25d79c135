import type { z } from 'zod';
import type { IngestFault } from './ingest-refusal';
import { toPrintable } from './inspect-path';

/** The first issue of a parse as a fault; an unknown key is named itself (`packs[3].is_admin`). `prefix` is where the value stood. */
export function toFault(error: z.ZodError, prefix: string): IngestFault {
  const issue = error.issues[0];
  if (issue === undefined) return { field: prefix, code: 'index_invalid', message: 'The value is not valid.' };
  const keys = issue.code === 'unrecognized_keys' ? [...issue.path, issue.keys[0] ?? ''] : issue.path;
  const path = keys.map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`)).join('');
  const field = toPrintable(`${prefix}${path}`.replace(/^\./, ''));
  const isMissing = issue.code === 'invalid_type' && issue.message.endsWith('received undefined');
  const code = issue.code === 'unrecognized_keys' ? 'index_unknown_key' : isMissing ? 'index_missing' : 'index_invalid';
  const message = issue.code === 'unrecognized_keys' ? 'The key is not part of the format.' : isMissing ? 'The field is missing.' : issue.message;
  return { field: field === '' ? '$' : field, code, message };
}
