import { Writable } from 'node:stream';
import { pino } from 'pino';
import { expect, test } from 'vitest';
import { logger } from './logger';

test('an error is logged without the connection it hangs on', () => {
  let written = '';
  const into = new Writable({
    write(chunk: Buffer, _encoding, done) {
      written += chunk.toString();
      done();
    },
  });
  const lost = Object.assign(new Error('terminating connection'), { code: '57P01', client: { parsedStatements: { one: 'select secret' } } });
  // The symbol's type is not an index of the logger's type.
  pino({ serializers: logger[pino.symbols.serializersSym as never] }, into).warn({ err: lost }, 'lost');
  expect(written).toContain('57P01');
  expect(written).not.toContain('select secret');
});
