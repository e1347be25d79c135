import { download } from './download';
import type { OrderKind } from './kind';

const KINDS: Record<string, OrderKind> = { download };

/** The plug-in of a kind of product. Throws for a kind that cannot be sold yet: its order must not be taken for fulfilled. */
export function kindOf(kind: string): OrderKind {
  const found = KINDS[kind];
  if (!found) throw new Error(`nothing fulfils products of kind ${kind}`);
  return found;
}

/** Whether products of this kind can be sold. */
export function isSellable(kind: string): boolean {
  return Object.hasOwn(KINDS, kind);
}
