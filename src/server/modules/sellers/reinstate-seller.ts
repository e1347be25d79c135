import type { Call } from '@/server/modules/organizations/call';
import type { Platform } from '@/server/platform/platform';
import type { SellerInput } from '@/shared/contracts/sellers';
import { AppError } from '@/shared/errors';
import { moveSeller } from './move-seller';
import { relist } from './standing.queries';

/** Admins let a suspended seller sell again; what it had published is back on the listing. Throws NOT_FOUND, or CONFLICT when it is not suspended. */
export async function reinstateSeller({ db, env }: Pick<Platform, 'db' | 'env'>, call: Call<SellerInput>): Promise<void> {
  if (call.viewer.role !== 'admin') throw new AppError('FORBIDDEN', 'This is for admins.');
  await db.asService('admins decide on sellers', async (tx) => {
    const { sellerId } = await moveSeller(tx, call, { from: ['suspended'], to: 'active', action: 'seller.reinstate', mail: 'reinstated', reason: null, publicUrl: env.PUBLIC_URL });
    await relist(tx, sellerId);
  });
}
