import type { Call } from '@/server/modules/organizations/call';
import type { Platform } from '@/server/platform/platform';
import type { SellerReasonInput } from '@/shared/contracts/sellers';
import { AppError } from '@/shared/errors';
import { moveSeller } from './move-seller';

/** Admins close a seller for good, with a reason, whatever is open: its duties to buyers and what it is owed stay. Throws NOT_FOUND, or CONFLICT when it is closed or was never let in. */
export async function closeSeller({ db, env }: Pick<Platform, 'db' | 'env'>, call: Call<SellerReasonInput>): Promise<void> {
  if (call.viewer.role !== 'admin') throw new AppError('FORBIDDEN', 'This is for admins.');
  await db.asService('admins decide on sellers', async (tx) => {
    await moveSeller(tx, call, { from: ['approved', 'active', 'suspended'], to: 'closed', action: 'seller.close', mail: 'closed', reason: call.input.reason, publicUrl: env.PUBLIC_URL });
  });
}
