import type { Call } from '@/server/modules/organizations/call';
import type { Platform } from '@/server/platform/platform';
import type { SellerReasonInput } from '@/shared/contracts/sellers';
import { AppError } from '@/shared/errors';
import { moveSeller } from './move-seller';

/** Admins decline an application, with a reason its people read; they may apply anew. Throws NOT_FOUND, or CONFLICT when it is no applicant any more. */
export async function declineSeller({ db, env }: Pick<Platform, 'db' | 'env'>, call: Call<SellerReasonInput>): Promise<void> {
  if (call.viewer.role !== 'admin') throw new AppError('FORBIDDEN', 'This is for admins.');
  await db.asService('admins decide on sellers', async (tx) => {
    await moveSeller(tx, call, { from: ['applied'], to: 'declined', action: 'seller.decline', mail: 'declined', reason: call.input.reason, publicUrl: env.PUBLIC_URL });
  });
}
