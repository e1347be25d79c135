import type { SellerMembership } from '@/server/modules/sellers/assert-seller-member';
import { AppError } from '@/shared/errors';

/** Who may sell an API: as with products, a seller that was let in; being paid comes later. Throws CONFLICT for every other. */
export function assertMaySell({ lifecycle }: Pick<SellerMembership, 'lifecycle'>): void {
  if (lifecycle === 'approved' || lifecycle === 'active') return;
  throw new AppError('CONFLICT', lifecycle === 'applied' ? 'You can sell an API once the shop has approved you.' : `This seller is ${lifecycle}: it sells nothing new.`, { reason: 'seller' });
}
