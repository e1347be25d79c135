import { z } from 'zod';

/** One rule of the books in one run. */
export const RuleVerdict = z.object({
  rule: z.string(),
  /** What the rule says, in a sentence. */
  statement: z.string(),
  /** How many things break it; a thousand means at least that many. */
  count: z.number().int(),
  /** The first twenty. */
  violations: z.array(z.object({ subject: z.string(), found: z.string() })),
});
export type RuleVerdict = z.infer<typeof RuleVerdict>;

export const BooksRunView = z.object({
  id: z.string(),
  startedAt: z.string(),
  finishedAt: z.string(),
  /** Of all rules together. */
  violations: z.number().int(),
  /** The admin who asked for it; null for the nightly run. */
  requestedBy: z.string().nullable(),
  rules: z.array(RuleVerdict),
});
export type BooksRunView = z.infer<typeof BooksRunView>;

/** What the ledger says of one currency, in minor units. */
export const BooksTotal = z.object({
  currency: z.string(),
  chargedMinor: z.number().int(),
  refundedMinor: z.number().int(),
  /** What the platform kept of it. */
  feesMinor: z.number().int(),
  /** What sellers are owed now. */
  payableMinor: z.number().int(),
  /** What buyers have as credit now. Below zero: credit that no invoice of theirs had left, the shop's own cost. */
  creditMinor: z.number().int(),
  /** What was sent to them. */
  paidOutMinor: z.number().int(),
});
export type BooksTotal = z.infer<typeof BooksTotal>;

export const BooksView = z.object({
  /** Newest first, the last twenty. */
  runs: z.array(BooksRunView),
  totals: z.array(BooksTotal),
  /** Violations at the end of each of the last thirty days; null for a day without a run. */
  days: z.array(z.object({ day: z.string(), violations: z.number().int().nullable() })),
  /** A run was asked for and is not over. */
  isRunning: z.boolean(),
});
export type BooksView = z.infer<typeof BooksView>;

export const NoInput = z.strictObject({});
export type NoInput = z.infer<typeof NoInput>;
