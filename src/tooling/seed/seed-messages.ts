import { Prisma } from '@generated/client';
import { openThread } from '@/server/modules/messaging/open-thread';
import { sendMessage } from '@/server/modules/messaging/send-message';
import type { Viewer } from '@/server/platform/db';
import type { Platform } from '@/server/platform/platform';

const PRODUCT = 'app-router-admin';
const SAID = [
  { who: 'buyer', clientId: 'demo-question', body: 'Does the role check also cover server actions, or only pages?' },
  { who: 'seller', clientId: 'demo-answer', body: 'Both. Every action goes through the same guard; there is a test that fails when one does not.\nSection 3 of the guide shows how to add your own roles.' },
  { who: 'buyer', clientId: 'demo-thanks', body: 'That is what I hoped for. Thank you.' },
] as const;

/** A question one of the demo people asked, and its answer; the seller has yet to read the thanks. Repeating it changes nothing. */
export async function seedMessages(platform: Platform, { buyer, seller }: { buyer: Viewer; seller: Viewer }): Promise<void> {
  const [product] = await platform.db.anon.rows<{ id: string }>(Prisma.sql`select id from products where slug = ${PRODUCT}`);
  if (!product) return;
  const { threadId } = await openThread(platform, { viewer: buyer, input: { about: { productId: product.id } } });
  for (const { who, clientId, body } of SAID) await sendMessage(platform, { viewer: who === 'buyer' ? buyer : seller, input: { threadId, clientId, body, attachmentIds: [] } });
}
