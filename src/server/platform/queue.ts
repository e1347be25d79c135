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
  'sweep-carts': Record<string, never>;
  'sweep-sellers': Record<string, never>;
  /** Who asked, if anyone did. */
  'check-books': { requestedBy?: string };
  'reconcile-stripe': { requestedBy?: string };
  'refresh-pages': Record<string, never>;
  'count-catalogue': Record<string, never>;
  'tell-low-stock': { levelId: string };
  'tell-back-in-stock': { levelId: string };
  'turn-drops': Record<string, never>;
  'relist-product': { productId: string };
  'cancel-subscription': { stripeSubscriptionId: string };
  'sync-tier-prices': { platformId: string };
}

export type TaskName = keyof Tasks;

export interface EnqueueOptions {
  /** One waiting job per key: a second one replaces the first. */
  key?: string;
  runAt?: Date;
  maxAttempts?: number;
}

/** Adds a job that exists if and only if the transaction commits. */
export async function enqueue<Task extends TaskName>(tx: ServiceTx, job: { task: Task; payload: Tasks[Task] } & EnqueueOptions): Promise<void> {
  const { task, payload, key = null, runAt = null, maxAttempts = null } = job;
  await tx.$executeRaw`select app.enqueue(${task}, ${JSON.stringify(payload)}::json, ${key}, ${runAt}::timestamptz, ${maxAttempts}::int)`;
}
