import type { ServiceTx } from '@/server/platform/db';
import type { OrderItemRecord, OrderRecord } from '../order-rows.queries';

/** An item of an order on which something falls due. */
export interface KindEvent {
  order: OrderRecord;
  item: OrderItemRecord;
  at: Date;
}

/**
 * What a kind of product does when it is sold and when the sale is undone. Both run inside the transaction that moves the money, must be
 * repeatable, and touch nothing but the database. A new kind is a file beside this one and its line in `kind-of.ts`.
 */
export interface OrderKind {
  onPaid(tx: ServiceTx, event: KindEvent): Promise<void>;
  onReversed(tx: ServiceTx, event: KindEvent): Promise<void>;
  /** A reversal that was itself taken back: the refund failed after all. */
  onRestored(tx: ServiceTx, event: KindEvent): Promise<void>;
}
