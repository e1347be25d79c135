import { z } from 'zod';

/** What admins see first. Days are UTC. */
export const AdminHome = z.object({
  today: z.object({
    /** Placed, paid or not. */
    orders: z.number().int(),
    paid: z.number().int(),
    money: z.array(z.object({ currency: z.string(), chargedMinor: z.number().int(), refundedMinor: z.number().int() })),
  }),
  /** Orders paid on each of the last fourteen days. */
  days: z.array(z.object({ day: z.string(), paid: z.number().int() })),
  waiting: z.object({
    disputes: z.number().int(),
    /** When the evidence of the next one is due. */
    disputeDueAt: z.string().nullable(),
    sellers: z.number().int(),
    eventsDead: z.number().int(),
    eventsHeld: z.number().int(),
    jobsDead: z.number().int(),
    jobsRetrying: z.number().int(),
    /** Mail that waits for more than ten minutes. */
    mails: z.number().int(),
    payoutsFailed: z.number().int(),
  }),
  books: z.object({ violations: z.number().int(), at: z.string() }).nullable(),
  reconciliation: z.object({ alarms: z.number().int(), repaired: z.number().int(), at: z.string(), failure: z.string().nullable() }).nullable(),
});
export type AdminHome = z.infer<typeof AdminHome>;
