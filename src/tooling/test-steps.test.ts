import { expect, test } from 'vitest';
import { countPlaywright, countVitest } from './test-steps';

test('a suite that could not be collected counts as failed', () => {
  expect(countVitest({ numPassedTests: 3, numFailedTests: 0, numFailedTestSuites: 0 })).toEqual({ passed: 3, failed: 0 });
  expect(countVitest({ numPassedTests: 3, numFailedTests: 2, numFailedTestSuites: 1 })).toEqual({ passed: 3, failed: 2 });
  expect(countVitest({ numPassedTests: 3, numFailedTests: 0, numFailedTestSuites: 1 })).toEqual({ passed: 3, failed: 1 });
});

test('a flaky story counts as failed', () => {
  expect(countPlaywright({ stats: { expected: 4, unexpected: 1, flaky: 1 }, errors: [] })).toEqual({ passed: 4, failed: 2 });
  expect(countPlaywright({ stats: { expected: 0, unexpected: 0, flaky: 0 }, errors: [{ message: 'no browser' }] })).toEqual({ passed: 0, failed: 1 });
});
