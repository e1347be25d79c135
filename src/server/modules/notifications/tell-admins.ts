import type { ServiceTx } from '@/server/platform/db';
import { notify, type Notice } from './notify';
import type { RenderedEmail } from './templates/email-layout';

export interface AdminNews {
  email: RenderedEmail;
  kind: string;
  /** Names the cause (`books:bkr_…`): one cause, one message to each, however often it is told. */
  reason: string;
  /** The page of it. */
  href: Notice['href'];
  /** `desk` if nothing else. */
  type?: Notice['type'];
  at: Date;
}

/** Tells every admin of the shop, in the caller's transaction. */
export async function tellAdmins(tx: ServiceTx, { email, kind, reason, href, type = 'desk', at }: AdminNews): Promise<void> {
  await notify(tx, { to: { admins: true }, type, title: email.subject, href, dedupeKey: reason, email: { ...email, kind }, at });
}
