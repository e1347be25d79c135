import { z } from 'zod';
import { Cursor } from './cursor';
import { Strategy } from './discovery';

/** How long after its end an experiment's results are kept. */
export const RESULT_DAYS = 90;

export const ExperimentId = z.string().regex(/^xpm_[0-9a-hjkmnp-tv-z]{26}$/, 'not an experiment id');

export const ExperimentArm = z.strictObject({ strategy: Strategy, /** Its share beside the others'. */ weight: z.number().int().min(1).max(100) });
export type ExperimentArm = z.infer<typeof ExperimentArm>;

export const CreateExperimentInput = z.strictObject({
  name: z.string().trim().min(1, 'say what it is called').max(80),
  hypothesis: z.string().trim().max(500).default(''),
  /** The first is what the others are compared with. */
  arms: z
    .array(ExperimentArm)
    .min(2, 'at least two, or there is nothing to compare')
    .max(4)
    .refine((arms) => new Set(arms.map(({ strategy }) => strategy)).size === arms.length, 'each ranking once'),
  trafficPercent: z.number().int().min(1).max(100),
});
export type CreateExperimentInput = z.infer<typeof CreateExperimentInput>;

export const ListExperimentsInput = z.strictObject({ cursor: Cursor.optional(), limit: z.int().min(1).max(100).default(30) });
export type ListExperimentsInput = z.infer<typeof ListExperimentsInput>;

export const ExperimentIdInput = z.strictObject({ experimentId: ExperimentId });
export type ExperimentIdInput = z.infer<typeof ExperimentIdInput>;

export const ExperimentStatus = z.enum(['draft', 'running', 'stopped']);
export type ExperimentStatus = z.infer<typeof ExperimentStatus>;

export const ExperimentView = z.object({
  id: z.string(),
  name: z.string(),
  hypothesis: z.string(),
  status: ExperimentStatus,
  arms: z.array(ExperimentArm),
  trafficPercent: z.number().int(),
  createdAt: z.string(),
  startedAt: z.string().nullable(),
  stoppedAt: z.string().nullable(),
  /** People and visitors who were shown it; also those who saw two arms, whom the result leaves out. */
  subjects: z.number().int(),
});
export type ExperimentView = z.infer<typeof ExperimentView>;

export const ExperimentPage = z.object({ items: z.array(ExperimentView), nextCursor: z.string().nullable() });
export type ExperimentPage = z.infer<typeof ExperimentPage>;

/** A share with the interval it lies in with 95 % confidence; each 0 to 1. Null when nothing was counted. */
export const Rate = z.object({ hits: z.number().int(), of: z.number().int(), share: z.number().nullable(), low: z.number().nullable(), high: z.number().nullable() });
export type Rate = z.infer<typeof Rate>;

/** How far an arm's share is from the first arm's, with its interval; −1 to 1. */
export const Difference = z.object({ share: z.number(), low: z.number(), high: z.number(), /** The interval leaves out nothing at all. */ isClear: z.boolean() });
export type Difference = z.infer<typeof Difference>;

export const ArmResult = z.object({
  strategy: Strategy,
  weight: z.number().int(),
  /** People and visitors who were shown this arm and no other. */
  subjects: z.number().int(),
  /** Subjects, and of those the ones who clicked at least once. */
  clickThrough: Rate,
  /** Subjects, and of those the ones who bought something after it was first shown. */
  purchase: Rate,
  clickDifference: Difference.nullable(),
  purchaseDifference: Difference.nullable(),
});
export type ArmResult = z.infer<typeof ArmResult>;

export const ExperimentResult = z.object({ experiment: ExperimentView, arms: z.array(ArmResult) });
export type ExperimentResult = z.infer<typeof ExperimentResult>;
