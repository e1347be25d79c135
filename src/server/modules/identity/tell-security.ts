import type { ServiceTx } from '@/server/platform/db';
import { newId } from '@/shared/ids';
import { notify } from '../notifications/notify';
import { toSecurityEmail, type SecurityNews } from '../notifications/templates/security-email';

export interface SecurityTold {
  userId: string;
  news: SecurityNews;
  publicUrl: string;
  at: Date;
}

/** Tells a person, always by mail too, about their own account's security, in the transaction of what happened. */
export async function tellSecurity(tx: ServiceTx, { userId, news, publicUrl, at }: SecurityTold): Promise<void> {
  const href = '/account/security';
  const { words, ...email } = toSecurityEmail({ news, at, securityUrl: `${publicUrl.replace(/\/$/, '')}${href}` });
  await notify(tx, { to: { userId }, type: 'security', title: email.subject, body: words, href, dedupeKey: `security:${newId('email')}`, email, at });
}
