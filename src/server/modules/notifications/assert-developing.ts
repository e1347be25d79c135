import type { Platform } from '@/server/platform/platform';
import { AppError } from '@/shared/errors';

/** For pages of whoever develops the shop or tries it on their machine; elsewhere there is nothing, which NOT_FOUND says. */
export function assertDeveloping({ NODE_ENV, DEMO_SIGN_IN }: Pick<Platform['env'], 'NODE_ENV' | 'DEMO_SIGN_IN'>): void {
  if (NODE_ENV === 'production' && !DEMO_SIGN_IN) throw new AppError('NOT_FOUND', 'There is nothing at this address.');
}
