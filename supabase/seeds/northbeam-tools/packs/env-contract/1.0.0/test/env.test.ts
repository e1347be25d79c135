import assert from 'node:assert/strict';
import { test } from 'node:test';
import { EnvError, integer, oneOf, readEnv, text, url } from '../src/env';

const contract = {
  DATABASE_URL: url('database'),
  PORT: integer('port', { fallback: 3000, min: 1, max: 65535 }),
  LEVEL: oneOf('level', ['debug', 'info'], { fallback: 'info' }),
};

test('values are parsed, fallbacks fill in', () => {
  const env = readEnv(contract, { DATABASE_URL: 'postgres://db/x', PORT: '80' });
  assert.deepEqual({ ...env }, { DATABASE_URL: 'postgres://db/x', PORT: 80, LEVEL: 'info' });
});

test('all problems at once, and never the value itself', () => {
  const read = () => readEnv({ ...contract, TOKEN: text('token') }, { DATABASE_URL: 'p4ssword', PORT: '99999' });
  assert.throws(read, (error: unknown) => {
    assert.ok(error instanceof EnvError);
    assert.equal(error.problems.length, 3);
    assert.doesNotMatch(error.message, /p4ssword/);
    return true;
  });
});
