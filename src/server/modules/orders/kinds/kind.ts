import type { SubscriptionFact } from '@/server/modules/payments/to-subscription-fact';
import type { SubscriptionRecord } from '@/server/modules/subscriptions/sync-subscription';
import type { ServiceTx } from '@/server/platform/db';
import type { OrderItemRecord, OrderRecord } from '../order-rows.queries';

/** Something happens to an order; `items` are those of one kind. */
export interface KindEvent {
  order: OrderRecord;
  items: readonly OrderItemRecord[];
  at: Date;
}

/** The order is paid. */
export interface Paid extends KindEvent {
  /** What the payment opened at Stripe, or goes on with; null where nothing is paid again. */
  subscription: SubscriptionFact | null;
}

/** An item that cannot be handed over after all: sold out meanwhile, held by the buyer already, or of a subscription that had ended. */
export interface MissingItem {
  item: OrderItemRecord;
  why: 'sold_out' | 'held' | 'ended';
}

/** What is given back of an item. */
export interface ReversedItem {
  item: OrderItemRecord;
  /** Nothing of it is left to give back: what it granted ends. */
  isWhole: boolean;
  /** Units that go back to the shelf, and units that will not be shipped any more. */
  restockQuantity: number;
  cancelQuantity: number;
}

export interface Reversed {
  order: OrderRecord;
  items: readonly ReversedItem[];
  /** The refund or dispute behind it: the same one never moves stock twice. */
  sourceId: string;
  at: Date;
}

/**
 * What a kind of product does along an order's way. Every hook runs inside the transaction that moves the order, must be repeatable, and
 * touches nothing but the database. A new kind is a file beside this one and its line in `kind-of.ts`.
 */
export interface OrderKind {
  /** Whether a holder has it once: then owning it, or another open order for it, stands against buying it again. */
  isHeldOnce: boolean;
  /** Sets aside what is being bought, while it is paid. Throws CONFLICT when there is not enough. */
  onPlaced(tx: ServiceTx, event: KindEvent): Promise<void>;
  /** The order was closed unpaid: what was set aside is free again. */
  onClosed(tx: ServiceTx, event: KindEvent): Promise<void>;
  /** Hands over. Answers with items that cannot be handed over after all; they are refunded. */
  onPaid(tx: ServiceTx, event: Paid): Promise<readonly MissingItem[]>;
  onReversed(tx: ServiceTx, event: Reversed): Promise<void>;
  /** A reversal that was itself taken back: the refund failed after all, or the dispute was won. */
  onRestored(tx: ServiceTx, event: Reversed): Promise<void>;
  /** A subscription to one of its kind is as it says now: what hangs on it elsewhere follows. */
  onSubscription?(tx: ServiceTx, event: { subscription: SubscriptionRecord; at: Date }): Promise<void>;
}
