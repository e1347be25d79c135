import { createHash } from 'node:crypto';
import type { Strategy } from '@/shared/contracts/discovery';
import type { ExperimentArm } from '@/shared/contracts/experiments';

export interface RunningExperiment {
  id: string;
  arms: readonly ExperimentArm[];
  trafficPercent: number;
}

/** A number in [0, 1) that is always the same for the same words. */
function draw(words: string): number {
  return createHash('sha256').update(words).digest().readUIntBE(0, 6) / 2 ** 48;
}

/**
 * Which arm a subject is in, or null for those left out. Nothing is written down: the same subject is in the same arm of the same experiment for
 * as long as it runs, in every process, and its arms in two experiments have nothing to do with each other. Pure.
 */
export function assignArm({ id, arms, trafficPercent }: RunningExperiment, subject: string): Strategy | null {
  if (draw(`${id}:traffic:${subject}`) >= trafficPercent / 100) return null;
  const all = arms.reduce((sum, { weight }) => sum + weight, 0);
  let left = draw(`${id}:arm:${subject}`) * all;
  for (const { strategy, weight } of arms) {
    left -= weight;
    if (left < 0) return strategy;
  }
  return null;
}
