import type { ServiceTx } from './db';

/** Every task and the shape of its payload; `jobs/registry.ts` names a handler for each. */
export interface Tasks {
  'process-webhook-event': { webhookEventId: string };
  'send-email': { emailId: string };
  'expire-order': { orderId: string };
  'notify-new-version': { versionId: string };
  'settle-refund': { refundId: string };
  'reverse-transfer': { reversalId: string };
  'run-payouts': Record<string, never>;
  'settle-payout': { payoutId: string };
  'issue-invoices': { orderId: string };
  'issue-credit-note': { refundId: string };
  'counter-credit-note': { refundId: string };
  'reconcile-orders': Record<string, never>;
  'collect-orphan-assets': Record<string, never>;
  'sweep-sign-in': Record<string, never>;
  'export-data': { exportId: string };
  'erase-person': { userId: string };
  'sweep-privacy': Record<string, never>;
  'sweep-prompt-runs': Record<string, never>;
  'sweep-carts': Record<string, never>;
  'sweep-live': Record<string, never>;
  'end-impersonation': { impersonationId: string };
  'tell-unread': { threadId: string };
  'sweep-attachments': Record<string, never>;
  'sweep-sellers': Record<string, never>;
  /** Who asked, if anyone did. */
  'check-books': { requestedBy?: string };
  'reconcile-stripe': { requestedBy?: string };
  'refresh-pages': Record<string, never>;
  'count-catalogue': Record<string, never>;
  'tell-low-stock': { levelId: string };
  'tell-back-in-stock': { levelId: string };
  'turn-drops': Record<string, never>;
  /** Added by the database itself, with the call that passed the limit. */
  'tell-usage-limit': { customerId: string; meter: string; windowStart: string; percent: number };
  'sweep-usage': Record<string, never>;
  'relist-product': { productId: string };
  /** Added by the database itself, with the review and with the listing that changed. */
  'tell-review': { reviewId: string };
  'tell-price-drop': { productId: string };
  'cancel-subscription': { stripeSubscriptionId: string };
  'cancel-closed': { userId: string } | { sellerId: string };
  'ask-subscription': { subscriptionId: string };
  'sweep-subscriptions': Record<string, never>;
  'tell-subscriber': {
    subscriptionId: string;
    kind: 'trial_ends' | 'payment_failed' | 'grace_ends' | 'lapsed' | 'recovered' | 'plan_changed' | 'plan_will_change' | 'canceled' | 'resumed' | 'ended';
    /** Under this name it is told once. */
    dedupeKey: string;
    /** When what it speaks of happens. */
    at: string | null;
    amountMinor: number | null;
    nextAttemptAt: string | null;
  };
  'sync-tier-prices': { platformId: string };
  /** `waits`: how often it found no place free. */
  'deliver-webhook': { deliveryId: string; waits?: number };
  'sweep-deliveries': Record<string, never>;
  'roll-up-usage': Record<string, never>;
  'sweep-signals': Record<string, never>;
  'refresh-candidates': Record<string, never>;
  'learn-neighbours': Record<string, never>;
  'sweep-notifications': Record<string, never>;
  'tell-to-ship': Record<string, never>;
  'roll-up-events': Record<string, never>;
  'sweep-events': Record<string, never>;
  'forward-events': Record<string, never>;
  'remind-carts': Record<string, never>;
}

export type TaskName = keyof Tasks;

export interface EnqueueOptions {
  /** One waiting job per key: a second one replaces the first. */
  key?: string;
  runAt?: Date;
  maxAttempts?: number;
}

/** A job with a key and nothing else of note. */
export type KeyedJob = { [Task in TaskName]: { task: Task; payload: Tasks[Task]; key: string } }[TaskName];

/** Adds a job that exists if and only if the transaction commits. */
export async function enqueue<Task extends TaskName>(tx: ServiceTx, job: { task: Task; payload: Tasks[Task] } & EnqueueOptions): Promise<void> {
  const { task, payload, key = null, runAt = null, maxAttempts = null } = job;
  await tx.$executeRaw`select app.enqueue(${task}, ${JSON.stringify(payload)}::json, ${key}, ${runAt}::timestamptz, ${maxAttempts}::int)`;
}
