import { THEME_SCRIPT } from '@/shared/theme-script';
import { isReactInstruction } from '@/server/web/react-instructions';

// A data block is never run, so no policy speaks of it.
const INLINE_SCRIPT = /<script(?! type="application\/ld\+json">)(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g;
const FLIGHT_OPENING = '(self.__next_f=self.__next_f||[]).push([0])';
const DATA_PUSH = /^(?:self\.__next_f|\(globalThis\["TURBOPACK"\] \|\| \(globalThis\["TURBOPACK"\] = \[\]\)\))\.push\((\[[\s\S]*\]|\{[\s\S]*\})\);?$/;

function isData(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Whether we know the script as one that Next, React or we write. Pushes count only when what they push is pure data. */
export function isKnownScript(script: string): boolean {
  if (script === THEME_SCRIPT || script === FLIGHT_OPENING) return true;
  const pushed = DATA_PUSH.exec(script)?.[1];
  return pushed === undefined ? isReactInstruction(script) : isData(pushed);
}

export interface InlineScripts {
  known: string[];
  /** Scripts nobody vouches for: their hashes stay out of the policy, so the browser will not run them. */
  unknown: string[];
}

/** The inline scripts of a rendered page, sorted by whether they may run. */
export function findInlineScripts(html: string): InlineScripts {
  const scripts = new Set([...html.matchAll(INLINE_SCRIPT)].map((match) => match[1] ?? '').filter((script) => script !== ''));
  const found: InlineScripts = { known: [], unknown: [] };
  for (const script of scripts) found[isKnownScript(script) ? 'known' : 'unknown'].push(script);
  return found;
}
