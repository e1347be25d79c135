import { clock } from '@/server/platform/clock';
import type { Database, Viewer } from '@/server/platform/db';
import type { KeyView } from '@/shared/contracts/entitlements';
import { findKeys, type KeyRow } from './entitlements.queries';

/** More than anyone holds today; the page says so when it is reached. */
export const MOST_KEYS = 500;

/** Everything the viewer may use now, in person or through an organization, newest first. Row security decides what that is. */
export async function listKeys(db: Database, viewer: Viewer): Promise<KeyView[]> {
  const rows = await findKeys(db.readAs(viewer), { now: clock.now(), limit: MOST_KEYS });
  return rows.map(toKeyView);
}

function toKeyView({ since, endsAt, orderNumber, versions, ...row }: KeyRow): KeyView {
  return {
    ...row,
    orderNumber: orderNumber === null ? null : `LK-${orderNumber}`,
    since: since.toISOString(),
    endsAt: endsAt?.toISOString() ?? null,
    latestVersion: versions.find(({ yankedReason }) => yankedReason === null)?.version ?? null,
    versions,
  };
}
