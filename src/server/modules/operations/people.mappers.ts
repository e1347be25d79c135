import type { PersonSummary } from '@/shared/contracts/admin-users';
import type { PersonSummaryRow } from './people.queries';

export function toPersonSummary({ id, name, email, role, createdAt, closedAt }: PersonSummaryRow): PersonSummary {
  return { id, name, email, role, createdAt: createdAt.toISOString(), closedAt: closedAt?.toISOString() ?? null };
}
