import { describe, expect, it } from 'vitest';
import { DAY_MS } from '@/shared/time';
import { decideStanding, GRACE_MS } from './decide-standing';

const START = new Date('2026-12-20T09:00:00Z');
const DUE = new Date('2026-12-20T10:00:00Z');
const after = (days: number) => new Date(DUE.getTime() + days * DAY_MS);
const owing = { status: 'past_due' as const, currentPeriodStart: START, openInvoices: [{ dueAt: DUE }] };

describe('decideStanding', () => {
  it('K09: lets everything go on for seven days, to the millisecond', () => {
    expect(decideStanding(owing, after(0))).toEqual({ graceEndsAt: after(7), lapsedAt: null });
    expect(decideStanding(owing, new Date(after(7).getTime() - 1)).lapsedAt).toBeNull();
    expect(decideStanding(owing, after(7)).lapsedAt).toEqual(after(7));
    expect(decideStanding(owing, after(40))).toEqual({ graceEndsAt: after(7), lapsedAt: after(7) });
  });

  it('does not begin anew with a second unpaid period', () => {
    const second = { ...owing, currentPeriodStart: after(31), openInvoices: [{ dueAt: DUE }, { dueAt: after(31) }] };
    expect(decideStanding(second, after(32)).lapsedAt).toEqual(after(7));
  });

  it('counts from the period where no invoice is known', () => {
    expect(decideStanding({ ...owing, openInvoices: [] }, after(0)).graceEndsAt).toEqual(new Date(START.getTime() + GRACE_MS));
  });

  it.each(['active', 'trialing', 'canceled'] as const)('has none while it is %s', (status) => {
    expect(decideStanding({ ...owing, status }, after(40))).toEqual({ graceEndsAt: null, lapsedAt: null });
  });

  it.each(['unpaid', 'paused', 'incomplete'] as const)('keeps its word while it is %s', (status) => {
    expect(decideStanding({ ...owing, status }, after(6)).lapsedAt).toBeNull();
    expect(decideStanding({ ...owing, status }, after(8)).lapsedAt).toEqual(after(7));
  });
});
