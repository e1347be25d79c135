import { expect, test } from 'vitest';
import { toLastWords } from '@/sandbox/child';

test('of a crash, the last error is shown, not the calls that led to it', () => {
  const lines = ['Starting', 'Error: the first, survived', 'going on', "Error [ERR_MODULE_NOT_FOUND]: Cannot find package 'x'", '    at resolve (node:internal)', "  code: 'ERR_MODULE_NOT_FOUND'", '    at more'];
  expect(toLastWords(lines)).toBe("Error [ERR_MODULE_NOT_FOUND]: Cannot find package 'x'\n  code: 'ERR_MODULE_NOT_FOUND'");
});

test('without an error, the end is shown', () => {
  const lines = Array.from({ length: 20 }, (_, index) => `line ${index}`);
  expect(toLastWords(lines)).toBe(lines.slice(-8).join('\n'));
});
