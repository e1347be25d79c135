import type { AdjustReason, MovementReason } from '@/shared/contracts/inventory';

export const MOVEMENT_WORDS: Record<MovementReason, string> = {
  received: 'Received', counted: 'Counted', damaged: 'Damaged', lost: 'Lost', sold: 'Sold', sale_undone: 'Sale undone', canceled: 'Order canceled', returned: 'Returned',
};

/** What the number means that goes with a reason. */
export const UNITS_WORDS: Record<AdjustReason, string> = { received: 'Units that came', counted: 'Units on the shelf', damaged: 'Units that broke', lost: 'Units that are missing' };
