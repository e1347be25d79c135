import { Check, Clock, HelpCircle, Landmark, X } from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import type { DisputeStatus } from '@/shared/contracts/disputes';
import { Chip, type ChipTone } from '@/ui/chip';

const STATUSES: Record<DisputeStatus, { word: string; tone: ChipTone; icon: LucideIcon }> = {
  inquiry: { word: 'The bank asks', tone: 'warn', icon: HelpCircle },
  needs_response: { word: 'Needs an answer', tone: 'danger', icon: Clock },
  under_review: { word: 'The bank decides', tone: 'warn', icon: Landmark },
  won: { word: 'Won', tone: 'ok', icon: Check },
  lost: { word: 'Lost', tone: 'mute', icon: X },
  closed: { word: 'Closed', tone: 'mute', icon: X },
};

/** Where a dispute stands, in a word. */
export function DisputeChip({ status }: { status: DisputeStatus }) {
  const { word, tone, icon } = STATUSES[status];
  return <Chip tone={tone} icon={icon}>{word}</Chip>;
}

/** The bank's word for why, such as `product_not_received`, as people say it. */
export function reasonWords(reason: string): string {
  const words = reason.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
