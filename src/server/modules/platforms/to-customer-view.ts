import type { CustomerView } from '@/shared/contracts/platform-views';
import type { CustomerViewRow } from './customer-views.queries';

export function toCustomerView({ windowEnd, currentPeriodEnd, cancelAt, graceEndsAt, createdAt, ...row }: CustomerViewRow): CustomerView {
  return {
    ...row, windowEnd: windowEnd.toISOString(), currentPeriodEnd: currentPeriodEnd?.toISOString() ?? null, cancelAt: cancelAt?.toISOString() ?? null,
    graceEndsAt: graceEndsAt?.toISOString() ?? null, createdAt: createdAt.toISOString(),
  };
}
