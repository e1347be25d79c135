import type { IngestFault } from './ingest-refusal';
import { INGEST_LIMITS } from './ingest-limits';

const CONTROL = /[\u0000-\u001f\u007f-\u009f]/;
const INVISIBLE = /[\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cn}]|\ufffd/u;
const LONE_SURROGATE = /\p{Cs}/u;
const ENCODED = /%(?:2e|2f|5c|00|25|c0|c1|u00)/i;
const FORBIDDEN_ON_WINDOWS = /[<>:"|?*]/;
/** Device names of Windows, with or without an extension (learn.microsoft.com, "Naming Files, Paths, and Namespaces"). */
const RESERVED = /^(?:con|prn|aux|nul|conin\$|conout\$|clock\$|com[0-9¹²³]|lpt[0-9¹²³])[. ]*(?:\..*)?$/i;

type PathRule = readonly [code: string, message: string, breaks: (path: string, segments: readonly string[]) => boolean];

const PATH_RULES: readonly PathRule[] = [
  ['path_empty', 'The name is empty.', (path) => path === ''],
  ['path_control', 'The name contains a control character.', (path) => CONTROL.test(path)],
  ['path_encoding', 'The name is not valid Unicode.', (path) => LONE_SURROGATE.test(path)],
  ['path_invisible', 'The name contains invisible or direction-changing characters.', (path) => INVISIBLE.test(path)],
  ['path_backslash', 'The name contains a backslash.', (path) => path.includes('\\')],
  ['path_absolute', 'The name is an absolute path.', (path) => path.startsWith('/') || path.startsWith('~') || /^[a-z]:/i.test(path)],
  ['path_encoded', 'The name contains percent-encoded path characters.', (path) => ENCODED.test(path)],
  ['path_traversal', 'The name has an empty, "." or ".." part.', (_, segments) => segments.some(isDotSegment)],
  ['path_traversal', 'The name reads as a different path after Unicode normalisation.', (path) => changesStructure(path)],
  ['path_characters', 'The name contains a character that some systems cannot store.', (path) => FORBIDDEN_ON_WINDOWS.test(path)],
  ['path_reserved', 'The name is reserved on Windows.', (_, segments) => segments.some((segment) => RESERVED.test(segment))],
  ['path_trailing', 'A part of the name starts or ends with a space, or ends with a dot.', (_, segments) => segments.some((segment) => /^\s|[\s.]$/.test(segment))],
  ['path_too_deep', `The name is more than ${INGEST_LIMITS.depth} folders deep.`, (_, segments) => segments.length > INGEST_LIMITS.depth],
  ['path_too_long', 'The name is too long.', (path, segments) => Buffer.byteLength(path) > INGEST_LIMITS.pathBytes || segments.some((segment) => Buffer.byteLength(segment) > INGEST_LIMITS.segmentBytes)],
];

function isDotSegment(segment: string): boolean {
  return segment === '' || segment === '.' || segment === '..';
}

function changesStructure(path: string): boolean {
  const folded = path.normalize('NFKC');
  if (folded === path) return false;
  const count = (text: string) => text.split('/').length;
  return count(folded) !== count(path) || /[\\:]/.test(folded) || folded.split('/').some(isDotSegment);
}

/** What is wrong with a relative file name taken from an archive, an index or a disk; null when it is safe on every common system. Names are `/`-separated, without a trailing slash. */
export function findPathFault(path: string): IngestFault | null {
  const segments = path.split('/');
  const rule = PATH_RULES.find(([, , breaks]) => breaks(path, segments));
  return rule === undefined ? null : { field: toPrintable(path), code: rule[0], message: rule[1] };
}

/** A name made safe to print: escapes what is not a plain visible character and shortens. */
export function toPrintable(path: string): string {
  const shown = path.length > 120 ? `${path.slice(0, 117)}...` : path;
  return shown.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`);
}

/** The form in which two names are the same file on some system: Unicode compatibility and case folded. */
export function toCollisionKey(path: string): string {
  return path.normalize('NFKC').toUpperCase().toLowerCase().normalize('NFKC');
}

/**
 * The first clash in a list of safe names: the same name twice (also by case or Unicode form), a name that is a file and a folder,
 * or one folder in two spellings. `folders` are names that stand for folders themselves.
 */
export function findPathCollision(files: readonly string[], folders: readonly string[] = []): IngestFault | null {
  const spellings = new Map<string, { path: string; isFile: boolean }>();
  const listed = new Set<string>();
  const entries = [...folders.map((path) => ({ path, isFile: false })), ...files.map((path) => ({ path, isFile: true }))];
  for (const entry of entries) {
    const key = toCollisionKey(entry.path);
    if (listed.has(key)) return collision(entry.path, 'is there twice, or differs from another name only in case or Unicode form');
    listed.add(key);
    for (const part of toParts(entry)) {
      const seen = spellings.get(toCollisionKey(part.path));
      if (seen === undefined) spellings.set(toCollisionKey(part.path), part);
      else if (seen.isFile !== part.isFile) return collision(entry.path, 'is both a file and a folder');
      else if (seen.path !== part.path) return collision(entry.path, 'differs from another name only in case or Unicode form');
    }
  }
  return null;
}

function toParts(entry: { path: string; isFile: boolean }): { path: string; isFile: boolean }[] {
  const segments = entry.path.split('/');
  return segments.map((_, index) => ({ path: segments.slice(0, index + 1).join('/'), isFile: entry.isFile && index === segments.length - 1 }));
}

function collision(path: string, what: string): IngestFault {
  return { field: toPrintable(path), code: 'path_collision', message: `The name ${what}.` };
}
