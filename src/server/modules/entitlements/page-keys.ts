import { clock } from '@/server/platform/clock';
import type { Database, Viewer } from '@/server/platform/db';
import type { KeyPage, PageKeysInput } from '@/shared/contracts/entitlements';
import { fromCursor, toCursor } from '@/shared/keyset-cursor';
import { findKeys } from './entitlements.queries';
import { toKeyView } from './to-key-view';

/** What the viewer may use now, as `listKeys` has it, a page at a time. */
export async function pageKeys(db: Database, { viewer, input }: { viewer: Viewer; input: PageKeysInput }): Promise<KeyPage> {
  const rows = await findKeys(db.readAs(viewer), { now: clock.now(), after: fromCursor(input.cursor), limit: input.limit + 1 });
  const page = rows.slice(0, input.limit);
  const last = rows.length > input.limit ? page.at(-1) : undefined;
  return { items: page.map(toKeyView), nextCursor: last ? toCursor({ at: last.createdAt, id: last.entitlementId }) : null };
}
