import { receiveStripeEvent } from '@/server/modules/webhooks/receive-stripe-event';
import { refundOrder } from '@/server/modules/orders/refund-order';
import { deliverWebhook } from '@/server/modules/outgoing-webhooks/deliver-webhook';
import { startCheckout } from '@/server/modules/orders/start-checkout';
import { platform, type Platform } from '@/server/platform/platform';

/** A verb as a process of its own can be told to run it; arguments as JSON. */
type Verbs = Record<string, (parts: Platform, argument: never) => Promise<unknown>>;

const VERBS: Verbs = {
  deliverWebhook: (parts, argument: Parameters<typeof deliverWebhook>[1]) => deliverWebhook(parts, argument),
  startCheckout: (parts, argument: Parameters<typeof startCheckout>[1]) => startCheckout(parts, argument),
  refundOrder: (parts, argument: Parameters<typeof refundOrder>[1]) => refundOrder(parts, argument),
  receiveStripeEvent: (parts, { body, signature }: { body: string; signature: string }) => receiveStripeEvent(parts, { body: Buffer.from(body), signature }),
};

const [verb = '', argument = '{}'] = process.argv.slice(2);
const run = VERBS[verb];
if (!run) throw new Error(`${verb} is no verb`);
// The test that starts this process writes the argument for the verb it names.
const result = await run(platform(), JSON.parse(argument) as never);
console.log(JSON.stringify(result ?? null));
await platform().close();
