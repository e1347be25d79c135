import { notify } from '@/server/modules/notifications/notify';
import { toMessageEmail } from '@/server/modules/notifications/templates/message-email';
import { clock } from '@/server/platform/clock';
import type { Platform } from '@/server/platform/platform';
import { claimWaiting } from './digest.queries';

const SOMEBODY = 'Somebody';

/** For the scheduled job alone. Tells those who have not looked at a conversation that they were written to: once for all that waits. May be repeated. */
export async function tellUnread({ db, env }: Pick<Platform, 'db' | 'env'>, { threadId }: { threadId: string }): Promise<void> {
  await db.asService('tell people of messages they have not seen', async (tx) => {
    for (const { side, userIds, sellerName, buyerName, productTitle, orderNumber, seq, count, excerpt } of await claimWaiting(tx, threadId)) {
      const from = side === 'buyer' ? sellerName : buyerName || SOMEBODY;
      const about = orderNumber === null ? (productTitle ?? '') : `order LK-${orderNumber}`;
      await notify(tx, {
        to: { userIds },
        type: 'message',
        title: `${from} wrote to you about ${about}`,
        body: excerpt,
        href: `/account/messages/${threadId}`,
        dedupeKey: `message:${threadId}:${seq}`,
        email: { ...toMessageEmail({ from, about, count, excerpt, threadUrl: `${env.PUBLIC_URL}/account/messages/${threadId}` }), kind: 'message' },
        at: clock.now(),
      });
    }
  });
}
