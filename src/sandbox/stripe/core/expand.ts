import type { Kind } from '../store/kinds';
import { findObject } from '../store/objects';
import { invalidParam } from './refusal';
import { list, text } from './params';
import type { Tree } from './form';
import type { Work } from './work';

/** Reads what is not stored in the document itself, such as the line items of a session. */
type VirtualField = (work: Work, document: Tree) => Promise<unknown>;

/** Which fields of an object can be expanded: into the object of that kind, or by reading a list. A field of a part without a name of its own is written `part.field`. */
export type Expandable = Record<string, Kind | VirtualField>;

export type Expandables = Partial<Record<string, Expandable>>;

const MAX_DEPTH = 4;

/** Takes `expand[]` out of the parameters; the rest is the handler's. */
export function takeExpand(input: Tree): { paths: string[]; rest: Tree } {
  const { expand, ...rest } = input;
  const paths = list(text(), { max: 100 }).read(expand, 'expand') ?? [];
  for (const path of paths) {
    if (path.split('.').length > MAX_DEPTH) throw invalidParam(`You cannot expand more than ${MAX_DEPTH} levels of a property. Property: ${path}`, { param: 'expand' });
  }
  return { paths, rest };
}

function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Replaces ids by objects along the paths, in the answer itself. Throws for a property that cannot be expanded. */
export async function expandAll(work: Work, answer: object, request: { paths: readonly string[]; table: Expandables }): Promise<void> {
  // Shorter paths first: `a.b` walks through what `a` has put in place.
  for (const path of [...request.paths].sort((a, b) => a.length - b.length)) await expandPath(work, answer, { path, rest: path.split('.'), table: request.table, within: { object: '', prefix: '' } });
}

interface Walk {
  path: string;
  rest: string[];
  table: Expandables;
  /** The object whose unnamed part is being walked, and the way to it. */
  within: { object: string; prefix: string };
}

async function expandPath(work: Work, node: unknown, walk: Walk): Promise<void> {
  const [field, ...rest] = walk.rest;
  if (field === undefined || node === null || node === undefined) return;
  if (Array.isArray(node)) {
    for (const element of node) await expandPath(work, element, walk);
    return;
  }
  if (!isTree(node)) return;
  const within = typeof node['object'] === 'string' ? { object: node['object'], prefix: field } : { object: walk.within.object, prefix: `${walk.within.prefix}.${field}` };
  const target = walk.table[within.object]?.[within.prefix];
  if (target === undefined) {
    const walkable = rest.length > 0 && (field === 'data' || isTree(node[field]) || Array.isArray(node[field]));
    if (!walkable) throw invalidParam(`This property cannot be expanded (${walk.path}).`, { param: 'expand' });
  } else if (typeof target === 'function') {
    if (!isTree(node[field])) node[field] = await target(work, node);
  } else if (typeof node[field] === 'string') {
    node[field] = (await findObject(work.sql, target, node[field]))?.doc ?? node[field];
  }
  await expandPath(work, node[field], { ...walk, rest, within });
}
