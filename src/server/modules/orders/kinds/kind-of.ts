import type { OrderItemRecord } from '../order-rows.queries';
import { api } from './api';
import { download } from './download';
import type { OrderKind } from './kind';
import { membership } from './membership';
import { physical } from './physical';

/** A bundle has no line here: it is ordered as its parts, each of its own kind. */
const KINDS: Record<string, OrderKind> = { download, physical, membership, api };

/** The plug-in of a kind of product. Throws for a kind that cannot be sold yet: its order must not be taken for fulfilled. */
export function kindOf(kind: string): OrderKind {
  const found = KINDS[kind];
  if (!found) throw new Error(`nothing fulfils products of kind ${kind}`);
  return found;
}

/** Kinds of which a holder has one, not several. */
export const HELD_ONCE: readonly string[] = Object.keys(KINDS).filter((kind) => KINDS[kind]?.isHeldOnce);

/** Things of an order by their kind, in one order everywhere, so that two orders never wait for each other crosswise. */
export function byKind<Thing>(things: readonly Thing[], itemOf: (thing: Thing) => OrderItemRecord): { kind: OrderKind; things: Thing[] }[] {
  const names = [...new Set(things.map((thing) => itemOf(thing).kind))].sort();
  return names.map((name) => ({ kind: kindOf(name), things: things.filter((thing) => itemOf(thing).kind === name) }));
}
