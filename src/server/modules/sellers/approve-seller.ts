import type { Call } from '@/server/modules/organizations/call';
import type { Platform } from '@/server/platform/platform';
import type { SellerInput } from '@/shared/contracts/sellers';
import { AppError } from '@/shared/errors';
import { moveSeller } from './move-seller';

/** Admins let an applicant sell; its people are told what is left to do. Throws NOT_FOUND, or CONFLICT when it is no applicant any more. */
export async function approveSeller({ db, env }: Pick<Platform, 'db' | 'env'>, call: Call<SellerInput>): Promise<void> {
  if (call.viewer.role !== 'admin') throw new AppError('FORBIDDEN', 'This is for admins.');
  await db.asService('admins decide on sellers', async (tx) => {
    await moveSeller(tx, call, { from: ['applied'], to: 'approved', action: 'seller.approve', mail: 'approved', reason: null, publicUrl: env.PUBLIC_URL });
  });
}
