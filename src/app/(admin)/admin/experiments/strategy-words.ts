import type { Strategy } from '@/shared/contracts/discovery';
import type { ExperimentStatus } from '@/shared/contracts/experiments';

export const STRATEGY_NAMES: Record<Strategy, string> = { rules: 'Rules', learned: 'Learned', blend: 'Both', popular: 'Popular' };
export const STRATEGY_NOTES: Record<Strategy, string> = {
  rules: 'what people answered, own, saved and looked at',
  learned: 'what the same people choose',
  blend: 'rules with what was learned mixed in',
  popular: 'the same for everybody',
};
export const STATUS_WORDS: Record<ExperimentStatus, string> = { draft: 'Not started', running: 'Running', stopped: 'Stopped' };
