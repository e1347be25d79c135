import assert from 'node:assert/strict';
import { test } from 'node:test';
import { flag, text } from '../src/env';
import { toExampleFile } from '../src/example-file';

test('required is open, optional is commented', () => {
  const file = toExampleFile({ TOKEN: text('Token of the mail service'), TRACE: flag('Trace requests', { fallback: false }) });
  assert.equal(file, '# Token of the mail service\nTOKEN=\n\n# Trace requests\n# TRACE=false\n');
});
