import { expect, test } from 'vitest';
import { toAuditFilter, toChanges } from './audit.mappers';

test('a change is a field with what it was and what it is, and what stayed is left out', () => {
  expect(toChanges({ status: 'paid', refundedMinor: 0, currency: 'usd' }, { status: 'refunded', refundedMinor: 0, currency: 'usd', lines: [1] })).toEqual([
    { field: 'status', before: 'paid', after: 'refunded' },
    { field: 'lines', before: null, after: '[1]' },
  ]);
  expect(toChanges(null, null)).toEqual([]);
});

test('the last day of a span is part of it', () => {
  const filter = { actor: '', action: '', target: '', requestId: '', from: '2026-11-20', until: '2026-11-20' };
  expect(toAuditFilter(filter)).toMatchObject({ since: new Date('2026-11-20T00:00:00Z'), before: new Date('2026-11-21T00:00:00Z') });
});
