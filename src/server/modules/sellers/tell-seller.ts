import { notify, type Notice } from '@/server/modules/notifications/notify';
import type { RenderedEmail } from '@/server/modules/notifications/templates/email-layout';
import type { ServiceTx } from '@/server/platform/db';

export interface SellerNews {
  sellerId: string;
  type: Notice['type'];
  email: RenderedEmail;
  kind: string;
  /** Names the cause (`consent:prd_…`): one cause, one message to each, however often it is told. */
  reason: string;
  /** The page of it. */
  href: Notice['href'];
  at: Date;
}

/** Tells the owners and admins of a seller, in the caller's transaction. */
export async function tellSeller(tx: ServiceTx, { sellerId, type, email, kind, reason, href, at }: SellerNews): Promise<void> {
  await notify(tx, { to: { sellerId }, type, title: email.subject, href, dedupeKey: `${reason}:${sellerId}`, email: { ...email, kind }, at });
}
