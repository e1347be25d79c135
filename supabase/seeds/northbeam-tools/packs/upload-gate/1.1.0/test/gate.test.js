import assert from 'node:assert/strict';
import { Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { test } from 'node:test';
import { createGate, UploadRefused } from '../src/gate.js';

const png = Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.alloc(100)]);

async function send(chunks, options) {
  const gate = createGate({ allow: ['image/png'], maxBytes: 1000, ...options });
  const got = [];
  const sink = new Writable({ write(chunk, _encoding, done) { got.push(chunk); done(); } });
  await pipeline(Readable.from(chunks), gate, sink);
  return { ...gate.result, body: Buffer.concat(got) };
}

test('a PNG passes whole, even byte by byte', async () => {
  const result = await send([...png].map((byte) => Buffer.from([byte])));
  assert.equal(result.type, 'image/png');
  assert.equal(result.bytes, 108);
  assert.ok(result.body.equals(png));
});

test('HTML in a PNG costume is refused before a byte gets through', async () => {
  await assert.rejects(send([Buffer.from('<html><script>alert(1)</script>')]), UploadRefused);
});

test('too large is refused on the way, not at the end', async () => {
  await assert.rejects(send([png, png], { maxBytes: 150 }), /larger than 150/);
});

test('an empty file is of an unknown type', async () => {
  await assert.rejects(send([]), /unknown type/);
});
