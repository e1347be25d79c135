import { tellSeller } from '@/server/modules/sellers/tell-seller';
import { toWebhookDisabledEmail } from '@/server/modules/notifications/templates/webhook-disabled-email';
import { clock } from '@/server/platform/clock';
import type { ServiceTx } from '@/server/platform/db';
import type { Platform } from '@/server/platform/platform';
import { enqueue } from '@/server/platform/queue';
import { DAY_MS, MINUTE_MS } from '@/shared/time';
import { createPlaces, toPlaceWait } from './create-places';
import { clearFailing, disableEndpoint, findNextDue, findPlatformOf, noteFailure, recordAttempt, takeDelivery, type TakenDelivery } from './delivery.queries';
import { postWebhook, type WebhookAnswer } from './post-webhook';
import { openWebhookSecret } from './seal-webhook-secret';
import { signWebhook } from './sign-webhook';
import { toNextAttempt } from './to-next-attempt';

const TIMEOUT_MS = 15_000;
/** Longer than an attempt takes; after it another worker may take over. */
const LEASE_MS = MINUTE_MS;
/** The database that starts jobs and the process that runs them read two clocks. */
const CLOCKS_DIFFER_MS = 1_000;
const FAILING_DAYS = 5;
const REASON = 'deliver webhooks';

const places = createPlaces({ most: 3, mostOfOne: 1 });

/**
 * Makes one attempt at a delivery that is due, and writes what came of it; the next attempt is a job of its own. At least once: after a crash
 * between the answer and our note of it, it is sent again under the same `webhook-id`. May be repeated; what is not due is left alone. Where its platform
 * has no place free, it waits, longer each time, or until that platform's next place is.
 */
export async function deliverWebhook(parts: Pick<Platform, 'db' | 'env'>, { deliveryId, waits = 0 }: { deliveryId: string; waits?: number }): Promise<void> {
  const { db } = parts;
  const platformId = await db.asService(REASON, (tx) => findPlatformOf(tx, deliveryId));
  if (platformId === undefined) return;
  if (!places.take(platformId)) {
    const runAt = new Date(clock.now().getTime() + toPlaceWait(waits));
    await db.asService(REASON, (tx) => enqueueAt(tx, { deliveryId, runAt, waits: waits + 1 }));
    return;
  }
  let isAwaited = false;
  try {
    await attempt(parts, deliveryId);
  } finally {
    isAwaited = places.free(platformId);
  }
  if (isAwaited) await bringForward(db, platformId);
}

async function attempt({ db, env }: Pick<Platform, 'db' | 'env'>, deliveryId: string): Promise<void> {
  const at = clock.now();
  const [due, until] = [new Date(at.getTime() + CLOCKS_DIFFER_MS), new Date(at.getTime() + LEASE_MS)];
  const taken = await db.asService(REASON, (tx) => takeDelivery(tx, { deliveryId, at, due, until }));
  if (!taken) return;
  const startedAt = performance.now();
  const headers = signWebhook({ id: taken.eventId, body: taken.payload, secrets: taken.secrets.map((kept) => openWebhookSecret(kept, { endpointId: taken.endpointId, env })), at });
  const answer = await postWebhook({ url: taken.url, headers, body: taken.payload, allowsHere: env.LOCAL_WEBHOOKS, timeoutMs: TIMEOUT_MS });
  const durationMs = Math.round(performance.now() - startedAt);
  await db.asService(REASON, (tx) => settle(tx, { taken, answer, durationMs, publicUrl: env.PUBLIC_URL }));
}

/** Lets the delivery of a platform that has waited longest come now. */
async function bringForward(db: Platform['db'], platformId: string): Promise<void> {
  const at = clock.now();
  await db.asService(REASON, async (tx) => {
    const deliveryId = await findNextDue(tx, { platformId, due: at });
    if (deliveryId !== undefined) await enqueueAt(tx, { deliveryId, runAt: at });
  });
}

const enqueueAt = (tx: ServiceTx, { deliveryId, runAt, waits }: { deliveryId: string; runAt: Date; waits?: number }) =>
  enqueue(tx, { task: 'deliver-webhook', payload: { deliveryId, ...(waits !== undefined && { waits }) }, key: `webhook:${deliveryId}`, runAt });

interface Made {
  taken: TakenDelivery;
  answer: WebhookAnswer;
  durationMs: number;
  publicUrl: string;
}

async function settle(tx: ServiceTx, { taken, answer, durationMs, publicUrl }: Made): Promise<void> {
  const at = clock.now();
  const { id: deliveryId, endpointId, attempts, replays } = taken;
  const attempt = { deliveryId, attempts, replays, lastStatus: answer.status, lastAnswer: answer.answer, lastError: answer.error, durationMs, at };
  if (answer.status !== null && answer.status >= 200 && answer.status < 300) {
    await clearFailing(tx, endpointId);
    await recordAttempt(tx, { ...attempt, status: 'delivered', nextAttemptAt: null });
    return;
  }
  const endpoint = await noteFailure(tx, { endpointId, at });
  if (!endpoint) return;
  const isGone = answer.status === 410;
  const nextAttemptAt = isGone || endpoint.isDisabled ? null : toNextAttempt({ deliveryId, attempts, at });
  const isWritten = await recordAttempt(tx, { ...attempt, status: nextAttemptAt ? 'failed' : 'dead', nextAttemptAt });
  const hasFailedLong = endpoint.failingSince.getTime() <= at.getTime() - FAILING_DAYS * DAY_MS;
  if (!endpoint.isDisabled && (isGone || hasFailedLong)) {
    const reason = isGone ? 'gone' : 'failing';
    await disableEndpoint(tx, { endpointId, reason, at });
    const { platformId, platformName, sellerId, sellerSlug, url } = endpoint;
    const email = toWebhookDisabledEmail({ platformName, endpointUrl: url, reason, pageUrl: `${publicUrl}/seller/${sellerSlug}/platforms/${platformId}/webhooks` });
    await tellSeller(tx, { sellerId, type: 'selling', email, kind: 'webhook-disabled', href: `/seller/${sellerSlug}/platforms/${platformId}/webhooks`, at, reason: `webhook-disabled:${endpointId}:${at.getTime()}` });
  } else if (isWritten && nextAttemptAt) await enqueueAt(tx, { deliveryId, runAt: nextAttemptAt });
}
