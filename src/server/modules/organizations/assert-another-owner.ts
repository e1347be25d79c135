import type { ServiceTx } from '@/server/platform/db';
import { AppError } from '@/shared/errors';
import { countOwners } from './organizations.queries';

/** An organization has an owner at all times; it is locked, so the count holds. Throws CONFLICT. */
export async function assertAnotherOwner(tx: ServiceTx, organizationId: string): Promise<void> {
  if ((await countOwners(tx, organizationId)) < 2) throw new AppError('CONFLICT', 'An organization needs an owner. Hand it over to somebody first.', { reason: 'last_owner' });
}
