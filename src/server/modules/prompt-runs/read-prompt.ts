import { buffer } from 'node:stream/consumers';
import { fromBufferPromise } from 'yauzl';
import type { Storage } from '@/server/platform/storage';

const MOST_ARCHIVE_BYTES = 4 * 1024 * 1024;
const MOST_PROMPT_BYTES = 32 * 1024;
/** Beside a prompt, never the prompt. */
const BESIDE = /^(?:readme|changelog|licen[cs]e|notice|copying)\b/i;

/** The file of a pack that is the prompt: `prompt.md`, else the one named like the product, else the only text there is. Undefined when that does not settle it. */
export function choosePromptPath(paths: readonly string[], slug: string): string | undefined {
  const texts = paths.filter((path) => /^[^/]+\.(?:md|txt)$/i.test(path) && !BESIDE.test(path));
  const named = (stem: string) => texts.find((path) => path.replace(/\.\w+$/, '').toLowerCase() === stem);
  return named('prompt') ?? named(slug) ?? (texts.length === 1 ? texts[0] : undefined);
}

/** The text of the prompt in a pack's archive; null when there is none to be run: no such file, one too long, or the store has lost it. */
export async function readPrompt(storage: Storage, archive: { storageKey: string; bytes: number; slug: string; paths: readonly string[] }): Promise<string | null> {
  const path = choosePromptPath(archive.paths, archive.slug);
  if (path === undefined || archive.bytes > MOST_ARCHIVE_BYTES || !(await storage.exists(archive.storageKey))) return null;
  const zip = await fromBufferPromise(await buffer(await storage.read(archive.storageKey)), { lazyEntries: true, validateEntrySizes: true });
  for await (const entry of zip.eachEntry()) {
    if (entry.fileName !== path) continue;
    if (entry.uncompressedSize > MOST_PROMPT_BYTES) return null;
    const text = (await buffer(await zip.openReadStreamPromise(entry, {}))).toString('utf8').trim();
    return text === '' ? null : text;
  }
  return null;
}
