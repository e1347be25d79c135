import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toTaskList } from '../src/runner';
import { defineTask } from '../src/task';

const noop = defineTask({ name: 'noop', parse: () => undefined, run: async () => {} });

test('every task is listed under its name', () => {
  assert.deepEqual(Object.keys(toTaskList([noop])), ['noop']);
});

test('two tasks of one name are a mistake', () => {
  assert.throws(() => toTaskList([noop, noop]), /defined twice/);
});
