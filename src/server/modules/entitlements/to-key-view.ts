import type { KeyView } from '@/shared/contracts/entitlements';
import type { KeyRow } from './entitlements.queries';

/** As its holder sees it. Pure. */
export function toKeyView(row: KeyRow): KeyView {
  const { entitlementId, productId, slug, kind, type, source, plan, subscriptionId, title, sellerName, license, organizationName, orderId, downloadsLeft, versions } = row;
  return {
    entitlementId, productId, slug, kind, type, source, plan, subscriptionId, title, sellerName, license, organizationName, orderId, downloadsLeft, versions,
    orderNumber: row.orderNumber === null ? null : `LK-${row.orderNumber}`,
    since: row.since.toISOString(),
    endsAt: row.endsAt?.toISOString() ?? null,
    latestVersion: versions.find(({ yankedReason }) => yankedReason === null)?.version ?? null,
  };
}
