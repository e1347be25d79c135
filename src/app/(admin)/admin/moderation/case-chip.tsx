import { CASE_STATUSES, type CaseStatus } from '@/shared/moderation-words';
import { Chip } from '@/ui/chip';

const TONES = { open: 'warn', appealed: 'warn', upheld: 'mute', dismissed: 'ok' } as const;

/** Where a case stands, in a word. */
export function CaseChip({ status }: { status: CaseStatus }) {
  return <Chip tone={TONES[status]}>{CASE_STATUSES[status]}</Chip>;
}
