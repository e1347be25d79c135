import { openCase } from '@/server/modules/moderation/open-case';
import { clock } from '@/server/platform/clock';
import type { Viewer } from '@/server/platform/db';
import type { Platform } from '@/server/platform/platform';
import type { Limit } from '@/server/platform/rate-limit';
import type { ReportMessageInput } from '@/shared/contracts/messages';
import { AppError } from '@/shared/errors';
import { findMessage } from './messages.queries';

const REPORTS: Limit = { name: 'message-report', points: 20, windowSeconds: 86_400, whenDown: 'open' };
const QUOTE_LENGTH = 800;
/** As many letters as a report holds. */
const DETAILS_LENGTH = 2_000;

/**
 * For those who take part: tells the shop's admins of a message of the other side, with what it said, which its author may take back meanwhile. Reporting it again counts once.
 * Throws NOT_FOUND, CONFLICT for one's own side's, RATE_LIMITED.
 */
export async function reportMessage({ db, limiter }: Pick<Platform, 'db' | 'limiter'>, { viewer, input: { messageId, reason, details } }: { viewer: Viewer; input: ReportMessageInput }): Promise<void> {
  const message = await findMessage(db.readAs(viewer), messageId);
  if (!message) throw new AppError('NOT_FOUND', 'There is no such message.');
  if ((message.side === 'buyer') === (message.buyerUserId === viewer.userId)) throw new AppError('CONFLICT', 'This is your own side’s message.', { reason: 'own' });
  await limiter.consume(REPORTS, viewer.userId);
  const quote = message.body === '' ? '' : `It said: ${message.body.slice(0, QUOTE_LENGTH)}`;
  await db.asService('reports are kept by the service alone', (tx) =>
    openCase(tx, { subjectType: 'message', subjectId: messageId, sellerId: message.sellerId, reportedBy: viewer.userId, reason, details: [quote, details].filter(Boolean).join('\n\n').slice(0, DETAILS_LENGTH), at: clock.now() }),
  );
}
