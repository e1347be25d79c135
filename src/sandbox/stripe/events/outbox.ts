import { EventEmitter, once, setMaxListeners } from 'node:events';
import type { Pool } from 'pg';
import { withDeadline } from '../core/deadline';
import type { DoubleSettings } from '../core/options';
import { findObject } from '../store/objects';
import { findEndpoint } from './endpoints';
import type { Endpoint } from './endpoints';
import { claimDue, msUntilNextDue, openDeliveriesOf, putBack, releaseAfterRestart, settleAttempt } from './outbox.queries';
import type { ClaimedDelivery, Attempt } from './outbox.queries';
import { signPayload } from './signature';

const IN_FLIGHT_LIMIT = 16;
const IDLE_MS = 5000;
const RESPONSE_KEPT = 2000;

/** Sends stored events to their endpoints, retries with growing waits, and keeps a log. All state is in the database: a restart continues where the last run ended. */
export class Outbox {
  private readonly inFlight = new Set<Promise<void>>();
  private readonly bell = new EventEmitter({ captureRejections: false }).setMaxListeners(0);
  private readonly stopping = new AbortController();
  private running: Promise<void> = Promise.resolve();

  constructor(
    private readonly pool: Pool,
    private readonly settings: DoubleSettings,
  ) {
    // As many listen for the end as deliveries are under way and callers wait.
    setMaxListeners(0, this.stopping.signal);
  }

  /** Starts sending, beginning with what an earlier run left. */
  async start(): Promise<void> {
    await releaseAfterRestart(this.pool);
    this.running = this.run();
  }

  /** Ends sending; deliveries under way are broken off and stay waiting. */
  async stop(): Promise<void> {
    this.stopping.abort();
    this.wake();
    await this.running;
    await Promise.all(this.inFlight);
  }

  /** Resolves once no delivery is under way. */
  async whenIdle(): Promise<void> {
    while (this.inFlight.size > 0) await Promise.all(this.inFlight);
  }

  /** Looks for due deliveries now. */
  wake(): void {
    this.bell.emit('wake');
  }

  /** Resolves once no delivery of these events can still arrive by itself (delivered, given up or held), or after `limitMs`. Answers whether that was reached. */
  whenSettled(eventIds: readonly string[], limitMs: number): Promise<boolean> {
    return withDeadline({ limitMs, parent: this.stopping.signal }, async (signal) => {
      for (;;) {
        // The listener stands before the look, so that an outcome between the two is not missed.
        const outcome = once(this.bell, 'outcome', { signal }).then(() => true, () => false);
        if ((await openDeliveriesOf(this.pool, eventIds)) === 0) return true;
        if (!(await outcome)) return false;
      }
    });
  }

  private isStopping(): boolean {
    return this.stopping.signal.aborted;
  }

  private async run(): Promise<void> {
    while (!this.isStopping()) {
      const awake = once(this.bell, 'wake').then(() => undefined);
      const waitMs = await this.round().catch((error: unknown) => {
        this.settings.log(`webhooks: ${error instanceof Error ? error.message : String(error)}`);
        return 1000;
      });
      if (waitMs <= 0 || this.isStopping()) continue;
      const timer = setTimeout(() => this.bell.emit('wake'), Math.min(waitMs, IDLE_MS));
      await awake;
      clearTimeout(timer);
    }
  }

  /** Starts what is due; answers how long until there is more to do. */
  private async round(): Promise<number> {
    const room = IN_FLIGHT_LIMIT - this.inFlight.size;
    if (room === 0) return IDLE_MS;
    const claimed = await claimDue(this.pool, room, this.settings.deliveryTimeoutMs + 5000);
    for (const delivery of claimed) {
      const sending: Promise<void> = this.deliver(delivery)
        .catch((error: unknown) => this.settings.log(`webhooks: ${error instanceof Error ? error.message : String(error)}`))
        .finally(() => {
          this.inFlight.delete(sending);
          this.bell.emit('outcome');
          this.wake();
        });
      this.inFlight.add(sending);
    }
    return claimed.length > 0 ? 0 : msUntilNextDue(this.pool);
  }

  private async deliver(delivery: ClaimedDelivery): Promise<void> {
    const event = await findObject(this.pool, 'event', delivery.eventId);
    const endpoint = await findEndpoint(this.pool, delivery.endpointId);
    if (event === null || endpoint === null) {
      const attempt = { at: Date.now(), durationMs: 0, status: null, error: 'the endpoint is gone', response: null };
      await settleAttempt(this.pool, delivery, { attempt, retryInMs: null });
      return;
    }
    const attempt = await this.send(endpoint, JSON.stringify(event.doc, null, 2));
    if (this.isStopping() && attempt.status === null) {
      await putBack(this.pool, delivery);
      return;
    }
    const retryInMs = this.settings.retryDelaysMs[delivery.attempts] ?? null;
    await settleAttempt(this.pool, delivery, { attempt, retryInMs });
    this.settings.log(`webhook ${event.doc.type} ${event.doc.id} → ${attempt.status ?? attempt.error}`);
  }

  /** One POST, signed with the present second (or another, to test how old signatures are met). */
  async send({ url, secrets }: Endpoint, payload: string, signedAt = Math.floor(Date.now() / 1000)): Promise<Attempt> {
    const at = Date.now();
    try {
      const headers = {
        'content-type': 'application/json; charset=utf-8',
        'user-agent': 'Stripe/1.0 (+https://stripe.com/docs/webhooks)',
        'stripe-signature': signPayload(payload, secrets, signedAt),
      };
      const limits = { limitMs: this.settings.deliveryTimeoutMs, parent: this.stopping.signal };
      return await withDeadline(limits, async (signal) => {
        const answer = await fetch(url, { method: 'POST', body: payload, redirect: 'manual', signal, headers });
        const response = (await answer.text()).slice(0, RESPONSE_KEPT);
        return { at, durationMs: Date.now() - at, status: answer.status, error: null, response };
      });
    } catch (error) {
      const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
      return { at, durationMs: Date.now() - at, status: null, error: cause instanceof Error ? cause.message : String(cause), response: null };
    }
  }
}
