import { receiveStripeEvent } from '@/server/modules/webhooks/receive-stripe-event';
import { AppError } from '@/shared/errors';
import { jsonReply, type Handler } from './call';

/** Far above any event of Stripe's; what is longer is refused while it arrives. */
const MAX_BODY_BYTES = 512 * 1024;

/** Takes in one delivery of Stripe: 200 once it is stored, 400 for bytes Stripe did not sign, 413, 415; 503 while the database is down, and Stripe delivers again. */
export const answerWebhook: Handler = async (request, { platform }) => {
  if (!/^application\/json\s*(;|$)/i.test(request.header('content-type') ?? '')) throw new AppError('UNSUPPORTED_MEDIA', 'Events are sent as application/json.');
  const encoding = request.header('content-encoding') ?? 'identity';
  if (encoding !== 'identity') throw new AppError('INVALID_INPUT', 'Events are sent as they are signed, not compressed.', { reason: 'encoded' });
  const body = await request.body(MAX_BODY_BYTES);
  await receiveStripeEvent(platform, { body, signature: request.header('stripe-signature') });
  return jsonReply(200, { received: true });
};
