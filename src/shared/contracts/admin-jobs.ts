import { z } from 'zod';
import { Cursor } from './cursor';

export const JOB_STATES = ['running', 'waiting', 'scheduled', 'retrying', 'dead'] as const;
/** `retrying`: failed, and the queue tries again. `dead`: no try is left. */
export const JobState = z.enum(JOB_STATES);
export type JobState = z.infer<typeof JobState>;

export const ListJobsInput = z.strictObject({
  state: z.union([z.literal(''), JobState]).default(''),
  task: z.string().trim().max(80).default(''),
  cursor: Cursor.optional(),
  limit: z.number().int().min(1).max(100).default(50),
});
export type ListJobsInput = z.infer<typeof ListJobsInput>;

export const JobView = z.object({
  id: z.string(),
  task: z.string(),
  state: JobState,
  attempts: z.number().int(),
  maxAttempts: z.number().int(),
  /** When it is due, or was. */
  runAt: z.string(),
  createdAt: z.string(),
  updatedAt: z.string(),
  lastError: z.string().nullable(),
  key: z.string().nullable(),
});
export type JobView = z.infer<typeof JobView>;

export const TaskCount = z.object({
  task: z.string(),
  running: z.number().int(),
  waiting: z.number().int(),
  scheduled: z.number().int(),
  retrying: z.number().int(),
  dead: z.number().int(),
  /** Since when the oldest that is due waits. */
  oldestAt: z.string().nullable(),
  lastError: z.string().nullable(),
});
export type TaskCount = z.infer<typeof TaskCount>;

/** One line of the crontab. */
export const RegularJob = z.object({ task: z.string(), schedule: z.string(), nextAt: z.string().nullable(), lastAt: z.string().nullable() });
export type RegularJob = z.infer<typeof RegularJob>;

export const JobPage = z.object({ items: z.array(JobView), nextCursor: z.string().nullable(), tasks: z.array(TaskCount), regular: z.array(RegularJob) });
export type JobPage = z.infer<typeof JobPage>;

export const JobIdInput = z.strictObject({ jobId: z.string().regex(/^\d{1,18}$/, 'not a job id') });
export type JobIdInput = z.infer<typeof JobIdInput>;

/** A job with what it was given: ids, never contents. */
export const JobFile = JobView.extend({ payload: z.string() });
export type JobFile = z.infer<typeof JobFile>;
