import { CircleAlert, Clock, Hourglass, Play, RotateCw } from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import type { JobState } from '@/shared/contracts/admin-jobs';
import { Chip, type ChipTone } from '@/ui/chip';

export const STATE_WORDS: Record<JobState, { word: string; tone: ChipTone; icon: LucideIcon }> = {
  running: { word: 'At work', tone: 'ok', icon: Play },
  waiting: { word: 'Waiting', tone: 'mute', icon: Hourglass },
  scheduled: { word: 'Later', tone: 'mute', icon: Clock },
  retrying: { word: 'Trying again', tone: 'warn', icon: RotateCw },
  dead: { word: 'Given up', tone: 'danger', icon: CircleAlert },
};

/** Where a job stands, in a word. */
export function JobChip({ state }: { state: JobState }) {
  const { word, tone, icon } = STATE_WORDS[state];
  return <Chip tone={tone} icon={icon}>{word}</Chip>;
}
