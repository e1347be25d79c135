import { isStorableText } from '@/shared/contracts/ingest';
import { INGEST_LIMITS } from './ingest-limits';
import { refuse } from './ingest-refusal';
import { openRegular } from './open-regular';

/** Reads a whole file of at most `maxBytes`; a longer one is refused before it is in memory. */
export async function readBounded(absolutePath: string, options: { item: string; field: string; maxBytes: number }): Promise<Buffer> {
  const handle = await openRegular(absolutePath, options);
  try {
    const { size } = await handle.stat();
    if (size > options.maxBytes) refuse(options.item, { field: options.field, code: 'file_too_large', message: `The file is larger than ${Math.floor(options.maxBytes / 1024)} KiB.` });
    return await handle.readFile();
  } finally {
    await handle.close();
  }
}

/** Reads a text file that will be shown or stored in the database: UTF-8, at most 2 MiB, no control characters. Line ends become `\n`. */
export async function readText(absolutePath: string, options: { item: string; field: string }): Promise<string> {
  const bytes = await readBounded(absolutePath, { ...options, maxBytes: INGEST_LIMITS.textBytes });
  return toText(bytes, options);
}

/** Decodes bytes strictly as UTF-8 and refuses what Postgres or a page could not take. */
export function toText(bytes: Uint8Array, options: { item: string; field: string }): string {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return refuse(options.item, { field: options.field, code: 'text_encoding', message: 'The text is not valid UTF-8.' });
  }
  const normal = text.replace(/\r\n?/g, '\n');
  if (!isStorableText(normal)) refuse(options.item, { field: options.field, code: 'text_control', message: 'The text contains control characters.' });
  return normal;
}
