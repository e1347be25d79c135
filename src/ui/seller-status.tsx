import { Ban, CircleCheck, Clock, PauseCircle, Store, XCircle } from 'lucide-react';
import { Chip } from '@/ui/chip';

const WORDS = {
  applied: { tone: 'warn', icon: Clock, word: 'Waiting for approval' },
  approved: { tone: 'warn', icon: CircleCheck, word: 'Approved' },
  active: { tone: 'ok', icon: Store, word: 'Open' },
  suspended: { tone: 'danger', icon: PauseCircle, word: 'Suspended' },
  closed: { tone: 'mute', icon: XCircle, word: 'Closed' },
  declined: { tone: 'danger', icon: Ban, word: 'Not approved' },
} as const;

/** Where a seller stands, in a word. */
export function SellerStatusChip({ lifecycle }: { lifecycle: keyof typeof WORDS }) {
  const { tone, icon, word } = WORDS[lifecycle];
  return <Chip tone={tone} icon={icon}>{word}</Chip>;
}
