import { z } from 'zod';

/** What an open page may be told about. */
export const LiveKind = z.enum(['message', 'thread', 'notification']);
export type LiveKind = z.infer<typeof LiveKind>;

export const LiveEventsInput = z.strictObject({
  /** The number of the last event that arrived; what came after it is told first. */
  lastEventId: z.string().max(20).nullish(),
});
export type LiveEventsInput = z.infer<typeof LiveEventsInput>;

/** Something happened to what `ref` names; or `reset`: anything may have happened, so ask for everything again. */
export type LiveEvent = { kind: LiveKind; ref: string; at: string } | { kind: 'reset' };
