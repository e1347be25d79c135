import { clock } from '@/server/platform/clock';
import type { Database, Viewer } from '@/server/platform/db';
import type { KeyView } from '@/shared/contracts/entitlements';
import { findKeys } from './entitlements.queries';
import { toKeyView } from './to-key-view';

/** More than anyone holds today. */
const MOST_KEYS = 500;

/** Everything the viewer may use now, in person or through an organization, newest first. Row security decides what that is. */
export async function listKeys(db: Database, viewer: Viewer): Promise<KeyView[]> {
  const rows = await findKeys(db.readAs(viewer), { now: clock.now(), after: null, limit: MOST_KEYS });
  return rows.map(toKeyView);
}
