import fs from 'node:fs';
import { createRequire } from 'node:module';

/** The module whose text holds the runtime that React inlines when a Suspense boundary arrives late. */
const REACT_SERVER = 'next/dist/compiled/react-dom/cjs/react-dom-server.node.production.js';
const LITERAL = /'(\$R[A-Z]+=(?:[^'\\]|\\.)*)'|"(requestAnimationFrame\(function\(\)\{\$RT[^"\\]*)"/g;
const CALL = /^(?:\$R[A-Z]+\("[\w:.-]+"(?:,"[\w:.-]*")*\)?;?)?$/;

const unescape = (literal: string) => literal.replace(/\\(.)/g, (_, ch: string) => (ch === 'n' ? '\n' : ch));

let runtime: readonly string[] | undefined;

/** React's inline runtime, piece by piece, as the installed React spells it. A literal ends with the opening of the call that follows it. */
function reactRuntime(): readonly string[] {
  runtime ??= [...fs.readFileSync(createRequire(import.meta.url).resolve(REACT_SERVER), 'utf8').matchAll(LITERAL)].map((match) => unescape(match[1] ?? match[2] ?? ''));
  return runtime;
}

/** Whether a script is nothing but React's own words: its runtime, then a call that names boundaries. */
export function isReactInstruction(script: string): boolean {
  if (CALL.test(script)) return script !== '';
  return reactRuntime().some((piece) => {
    if (!script.startsWith(piece)) return false;
    const opening = /\$R[A-Z]+\("$/.exec(piece)?.[0] ?? '';
    return CALL.test(opening + script.slice(piece.length));
  });
}
