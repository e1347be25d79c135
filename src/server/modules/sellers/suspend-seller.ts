import type { Call } from '@/server/modules/organizations/call';
import type { Platform } from '@/server/platform/platform';
import type { SellerReasonInput } from '@/shared/contracts/sellers';
import { AppError } from '@/shared/errors';
import { moveSeller } from './move-seller';

/** Admins take a seller off the shop for a while, with a reason. What buyers own, and what is paid and to be sent, is not touched. Throws NOT_FOUND, or CONFLICT when it is not active. */
export async function suspendSeller({ db, env }: Pick<Platform, 'db' | 'env'>, call: Call<SellerReasonInput>): Promise<void> {
  if (call.viewer.role !== 'admin') throw new AppError('FORBIDDEN', 'This is for admins.');
  await db.asService('admins decide on sellers', async (tx) => {
    await moveSeller(tx, call, { from: ['active'], to: 'suspended', action: 'seller.suspend', mail: 'suspended', reason: call.input.reason, publicUrl: env.PUBLIC_URL });
  });
}
