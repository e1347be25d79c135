import type { ServiceTx } from '@/server/platform/db';
import { newId } from '@/shared/ids';
import { enqueueEmail } from '../notifications/enqueue-email';
import { toSecurityEmail, type SecurityNews } from '../notifications/templates/security-email';
import { findMailbox } from './identity.queries';

export interface SecurityTold {
  userId: string;
  news: SecurityNews;
  publicUrl: string;
  at: Date;
}

/** Writes to a person about their own account's security, in the transaction of what happened. */
export async function tellSecurity(tx: ServiceTx, { userId, news, publicUrl, at }: SecurityTold): Promise<void> {
  const person = await findMailbox(tx, userId);
  if (!person) return;
  const email = toSecurityEmail({ news, at, formats: person, securityUrl: `${publicUrl.replace(/\/$/, '')}/account/security` });
  await enqueueEmail(tx, { ...email, kind: 'security', to: person.email, dedupeKey: `security:${newId('email')}` });
}
