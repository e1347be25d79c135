import { AppError } from '@/shared/errors';
import type { HeldEndpoint } from './endpoints.queries';

/** Nothing is sent to a disabled endpoint. Throws CONFLICT. */
export function assertTakesEvents({ isDisabled }: HeldEndpoint): void {
  if (isDisabled) throw new AppError('CONFLICT', 'This endpoint is disabled. Enable it first.', { reason: 'disabled' });
}
