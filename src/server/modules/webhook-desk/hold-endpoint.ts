import type { ServiceTx } from '@/server/platform/db';
import { AppError } from '@/shared/errors';
import { lockEndpoint, type HeldEndpoint } from './endpoints.queries';

/** Takes an endpoint of a platform for writing until the transaction ends. Throws NOT_FOUND for any other. */
export async function holdEndpoint(tx: ServiceTx, key: { endpointId: string; platformId: string }): Promise<HeldEndpoint> {
  const endpoint = await lockEndpoint(tx, key);
  if (!endpoint) throw new AppError('NOT_FOUND', 'This platform has no such endpoint.');
  return endpoint;
}
