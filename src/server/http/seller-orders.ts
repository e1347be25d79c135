import { exportOrdersToShip } from '@/server/modules/fulfilment/export-orders-to-ship';
import { getViewer } from '@/server/modules/identity/get-viewer';
import { contentDisposition } from '@/shared/content-disposition';
import { AppError } from '@/shared/errors';
import type { Handler } from './call';

export const SELLER_ORDERS_PREFIX = '/api/seller/orders/';

/** GET /api/seller/orders/<seller>.csv: what the seller has to ship, for its members; to others there is none. */
export const answerSellerOrders: Handler = async (request, call) => {
  const viewer = await getViewer(call.platform, request.header('cookie'));
  if (viewer === null) throw new AppError('UNAUTHENTICATED', 'Please sign in first.');
  call.userId = viewer.userId;
  const [, sellerSlug] = /^([a-z0-9-]{1,60})\.csv$/.exec(request.path.slice(SELLER_ORDERS_PREFIX.length)) ?? [];
  if (sellerSlug === undefined) throw new AppError('NOT_FOUND', 'There is no such list.');
  const body = await exportOrdersToShip(call.platform.db, { viewer, sellerSlug });
  const headers = { 'content-type': 'text/csv; charset=utf-8', 'content-disposition': contentDisposition(`${sellerSlug} to ship.csv`), 'cache-control': 'private, no-store', 'x-content-type-options': 'nosniff' };
  return { status: 200, headers, body: request.method === 'HEAD' ? null : body };
};
