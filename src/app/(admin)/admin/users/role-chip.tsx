import type { PersonSummary } from '@/shared/contracts/admin-users';
import { Chip } from '@/ui/chip';

export const ROLE_WORDS: Record<PersonSummary['role'], string> = { customer: 'Customer', ops: 'Ops', admin: 'Admin' };

/** What a person may do in the shop, and whether their account is closed. */
export function RoleChip({ role, closedAt }: Pick<PersonSummary, 'role' | 'closedAt'>) {
  return <span className="inline-flex gap-2">{closedAt !== null && <Chip tone="warn">Closed</Chip>}{(role !== 'customer' || closedAt === null) && <Chip tone={role === 'customer' ? 'mute' : 'ok'}>{ROLE_WORDS[role]}</Chip>}</span>;
}
