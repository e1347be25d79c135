import type { ServiceTx } from '@/server/platform/db';
import { newId } from '@/shared/ids';
import { enqueueEmail } from '../notifications/enqueue-email';
import { toSecurityEmail, type SecurityNews } from '../notifications/templates/security-email';
import { findAddressIn } from './identity.queries';

export interface SecurityTold {
  userId: string;
  news: SecurityNews;
  publicUrl: string;
  at: Date;
}

/** Writes to a person about their own account's security, in the transaction of what happened. */
export async function tellSecurity(tx: ServiceTx, { userId, news, publicUrl, at }: SecurityTold): Promise<void> {
  const to = await findAddressIn(tx, userId);
  if (to === null) return;
  const email = toSecurityEmail({ news, at, securityUrl: `${publicUrl.replace(/\/$/, '')}/account/security` });
  await enqueueEmail(tx, { ...email, kind: 'security', to, dedupeKey: `security:${newId('email')}` });
}
