import { createHash } from 'node:crypto';
import { Transform } from 'node:stream';
import { HEAD_BYTES, typeOf } from './magic.js';

export class UploadRefused extends Error {
  name = 'UploadRefused';
}

export function createGate({ allow, maxBytes }) {
  const hash = createHash('sha256');
  let head = Buffer.alloc(0);
  let type;
  let bytes = 0;

  function decide() {
    type = typeOf(head);
    if (!type || !allow.includes(type)) throw new UploadRefused(`The file is ${type ?? 'of an unknown type'}, which is not accepted here`);
  }

  const gate = new Transform({
    transform(chunk, _encoding, done) {
      bytes += chunk.length;
      if (bytes > maxBytes) return done(new UploadRefused(`The file is larger than ${maxBytes} bytes`));
      hash.update(chunk);
      if (type) return done(null, chunk);
      // Nothing is passed on until the type is known.
      head = Buffer.concat([head, chunk]);
      if (head.length < HEAD_BYTES) return done();
      try {
        decide();
        done(null, head);
      } catch (error) {
        done(error);
      }
    },
    flush(done) {
      try {
        if (!type) {
          decide();
          this.push(head);
        }
        gate.result = { type, bytes, sha256: hash.digest('hex') };
        done();
      } catch (error) {
        done(error);
      }
    },
  });
  return gate;
}
