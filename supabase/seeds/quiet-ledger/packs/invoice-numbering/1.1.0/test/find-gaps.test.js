import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findGaps } from '../src/find-gaps.js';

test('gaps and duplicates are named', () => {
  assert.deepEqual(findGaps(['DK-2026-000001', 'DK-2026-000004', 'DK-2026-000004', 'AT-2026-000001']), [
    { series: 'AT-2026', last: 1, missing: [], duplicate: [] },
    { series: 'DK-2026', last: 4, missing: [2, 3], duplicate: [4] },
  ]);
});
