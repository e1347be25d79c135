import type { Platform } from '@/server/platform/platform';
import type { Unsubscription, UnsubscriptionInput } from '@/shared/contracts/notifications';
import { NOTIFICATION_TYPES } from '@/shared/notification-types';
import { isMailOff, isOptedOut } from './preferences.queries';
import { readUnsubscribeToken } from './unsubscribe-token';

/** For whoever holds a link from a mail, signed in or not: what it switches off, and whether that is off. Null for a link that none of our mails held. Changes nothing. */
export async function findUnsubscription({ db, env }: Pick<Platform, 'db' | 'env'>, { token }: UnsubscriptionInput): Promise<Unsubscription | null> {
  const choice = readUnsubscribeToken(token, env.NEXTAUTH_SECRET);
  if (!choice) return null;
  const reader = db.readAsService('a link from a mail says whose choice it is');
  const isOff = 'userId' in choice ? await isMailOff(reader, choice) : await isOptedOut(reader, choice);
  return { type: choice.type, label: NOTIFICATION_TYPES[choice.type].label, isOff };
}
