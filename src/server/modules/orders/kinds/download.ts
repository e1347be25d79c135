import { grantEntitlements } from '@/server/modules/entitlements/grant-entitlements';
import { restoreEntitlements } from '@/server/modules/entitlements/restore-entitlements';
import { revokeEntitlements } from '@/server/modules/entitlements/revoke-entitlements';
import type { OrderKind, ReversedItem } from './kind';

const REFUNDED = 'refunded';
const nothing = () => Promise.resolve();
const wholeIds = (items: readonly ReversedItem[]) => items.filter(({ isWhole }) => isWhole).map(({ item }) => item.id);

/** A download: paying gives the buyer, or the organization bought for, a key to all versions; giving back all of its price takes it away. */
export const download: OrderKind = {
  isHeldOnce: true,
  onPlaced: nothing,
  onClosed: nothing,
  async onPaid(tx, { order, items, at }) {
    const holder = order.organizationId ? { organizationId: order.organizationId } : { userId: order.buyerUserId };
    const source = order.totalMinor + order.creditMinor === 0 ? 'free' : 'purchase';
    await grantEntitlements(tx, items.map((item) => ({ holder, productId: item.productId, orderItemId: item.id, source, license: item.license, downloadLimit: item.downloadLimit, at })));
    return [];
  },
  onReversed: (tx, { items, at }) => revokeEntitlements(tx, { orderItemIds: wholeIds(items), reason: REFUNDED, at }),
  onRestored: (tx, { items }) => restoreEntitlements(tx, { orderItemIds: wholeIds(items), reason: REFUNDED }),
};
