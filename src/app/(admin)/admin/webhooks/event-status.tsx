import { Check, CircleAlert, CircleDashed, PauseCircle, RotateCw } from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import type { WebhookAttemptView, WebhookEventStatus } from '@/shared/contracts/admin-webhooks';
import { Chip, type ChipTone } from '@/ui/chip';

interface Look {
  word: string;
  tone: ChipTone;
  icon: LucideIcon;
}

export const EVENT_WORDS: Record<WebhookEventStatus, Look> = {
  received: { word: 'Trying', tone: 'warn', icon: RotateCw },
  processed: { word: 'Done', tone: 'ok', icon: Check },
  ignored: { word: 'Not for us', tone: 'mute', icon: CircleDashed },
  parked: { word: 'Parked', tone: 'mute', icon: PauseCircle },
  quarantined: { word: 'Held', tone: 'danger', icon: CircleAlert },
  dead: { word: 'Given up', tone: 'danger', icon: CircleAlert },
};

const OUTCOMES: Record<WebhookAttemptView['outcome'], Look> = {
  ...EVENT_WORDS,
  failed: { word: 'Failed', tone: 'warn', icon: RotateCw },
  outage: { word: 'Outage', tone: 'warn', icon: PauseCircle },
};

/** What became of an event, in a word. */
export function EventChip({ status }: { status: WebhookEventStatus }) {
  const { word, tone, icon } = EVENT_WORDS[status];
  return <Chip tone={tone} icon={icon}>{word}</Chip>;
}

/** How one try ended. */
export function OutcomeChip({ outcome }: { outcome: WebhookAttemptView['outcome'] }) {
  const { word, tone, icon } = OUTCOMES[outcome];
  return <Chip tone={tone} icon={icon}>{word}</Chip>;
}
