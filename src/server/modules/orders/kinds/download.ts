import { grantEntitlements } from '@/server/modules/entitlements/grant-entitlements';
import { restoreEntitlements } from '@/server/modules/entitlements/restore-entitlements';
import { revokeEntitlements } from '@/server/modules/entitlements/revoke-entitlements';
import type { OrderKind } from './kind';

const REFUNDED = 'refunded';

/** A download: paying gives the buyer, or the organization bought for, a key to all versions; a refund takes it back. */
export const download: OrderKind = {
  async onPaid(tx, { order, item, at }) {
    const holder = order.organizationId ? { organizationId: order.organizationId } : { userId: order.buyerUserId };
    const source = order.totalMinor === 0 ? 'free' : 'purchase';
    await grantEntitlements(tx, [{ holder, productId: item.productId, orderItemId: item.id, source, license: item.license, downloadLimit: item.downloadLimit, at }]);
  },
  onReversed: (tx, { item, at }) => revokeEntitlements(tx, { orderItemIds: [item.id], reason: REFUNDED, at }),
  onRestored: (tx, { item }) => restoreEntitlements(tx, { orderItemIds: [item.id], reason: REFUNDED }),
};
