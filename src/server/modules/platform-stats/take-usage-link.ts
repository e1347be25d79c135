import { clock } from '@/server/platform/clock';
import type { Platform } from '@/server/platform/platform';
import { AppError } from '@/shared/errors';
import { findLinkedCustomer, type LinkedCustomer } from './links.queries';
import { idOfUsageToken, isUsageToken } from './sign-usage-link';

/** Whoever holds a link that works may see the one customer it was made for. Throws NOT_FOUND for any other token, and says no more. */
export async function takeUsageLink({ db, env }: Pick<Platform, 'db' | 'env'>, token: string): Promise<LinkedCustomer> {
  const linkId = idOfUsageToken(token);
  const linked = linkId === null ? undefined : await findLinkedCustomer(db.readAsService('a customer of a platform sees its own usage by a link'), { linkId, now: clock.now() });
  if (!linkId || !linked || !isUsageToken(token, { id: linkId, expiresAt: linked.expiresAt }, env.DOWNLOAD_SECRET)) {
    throw new AppError('NOT_FOUND', 'This link does not work any more. Ask who sent it for another.');
  }
  return linked;
}
