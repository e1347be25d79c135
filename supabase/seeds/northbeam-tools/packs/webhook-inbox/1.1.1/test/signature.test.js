import assert from 'node:assert/strict';
import { test } from 'node:test';
import { receive } from '../src/receive.js';
import { headerFor, isSigned } from '../src/signature.js';

const rawBody = Buffer.from('{"id":"evt_1","type":"charge.refunded"}');
const secrets = ['old', 'new'];

test('either secret will do, another will not', () => {
  assert.equal(isSigned({ rawBody, header: headerFor('new', rawBody), secrets }), true);
  assert.equal(isSigned({ rawBody, header: headerFor('other', rawBody), secrets }), false);
});

test('a changed body, an old stamp and a missing header are refused', () => {
  assert.equal(isSigned({ rawBody: Buffer.from('{}'), header: headerFor('new', rawBody), secrets }), false);
  assert.equal(isSigned({ rawBody, header: headerFor('new', rawBody, Date.now() - 600_000), secrets }), false);
  assert.equal(isSigned({ rawBody, header: undefined, secrets }), false);
});

test('only signed events reach the table', async () => {
  const rows = [];
  const pool = { query: async (_sql, values) => rows.push(values.slice(0, 3)) };
  assert.equal(await receive({ pool, source: 'stripe', rawBody, header: headerFor('new', rawBody), secrets }), 200);
  assert.equal(await receive({ pool, source: 'stripe', rawBody, header: 't=1,v1=00', secrets }), 400);
  assert.deepEqual(rows, [['stripe', 'evt_1', 'charge.refunded']]);
});
