import { clock } from '@/server/platform/clock';
import type { Platform } from '@/server/platform/platform';
import { AppError } from '@/shared/errors';
import { isFixed, NOTIFICATION_TYPES } from '@/shared/notification-types';
import { chooseMailByLink, deleteOptOut, insertOptOut } from './preferences.queries';
import { readUnsubscribeToken } from './unsubscribe-token';

/**
 * For whoever holds a link from a mail, signed in or not: switches mail of its type off, or on again, for the person or the address it was sent to. Throws
 * NOT_FOUND for a link that none of our mails held. May be repeated.
 */
export async function chooseByLink({ db, env }: Pick<Platform, 'db' | 'env'>, { token, on }: { token: string; on: boolean }): Promise<void> {
  const choice = readUnsubscribeToken(token, env.NEXTAUTH_SECRET);
  if (!choice || isFixed(NOTIFICATION_TYPES[choice.type].mail)) throw new AppError('NOT_FOUND', 'This link is not whole. Please copy all of it from the mail.');
  const at = clock.now();
  await db.asService('a link from a mail says whose choice it is', async (tx) => {
    if ('userId' in choice) await chooseMailByLink(tx, { ...choice, on, at });
    else if (on) await deleteOptOut(tx, choice);
    else await insertOptOut(tx, { ...choice, at });
  });
}
