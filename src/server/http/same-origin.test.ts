import { describe, expect, it } from 'vitest';
import type { HttpRequest } from './call';
import { assertSameOrigin } from './same-origin';

const from = (headers: Record<string, string>, publicUrl: string) => () =>
  assertSameOrigin({ method: 'POST', path: '/', search: '', header: (name) => headers[name] ?? null, body: () => Promise.resolve(Buffer.alloc(0)), toFetch: () => new Request(publicUrl) } satisfies HttpRequest, publicUrl);

describe('assertSameOrigin (A10)', () => {
  it.each([
    [{ origin: 'https://shop.example' }, 'https://shop.example'],
    [{ origin: 'https://shop.example', 'sec-fetch-site': 'same-origin' }, 'https://shop.example/'],
    [{ origin: 'http://127.0.0.1:3000', 'sec-fetch-site': 'same-origin' }, 'http://localhost:3000'],
    [{ origin: 'http://[::1]:3000' }, 'http://127.0.0.1:3000'],
    [{}, 'https://shop.example'],
  ])('lets %o through to %s', (headers, publicUrl) => expect(from(headers, publicUrl)).not.toThrow());

  it.each([
    [{ origin: 'http://127.0.0.1:3000' }, 'https://shop.example'],
    [{ origin: 'http://127.0.0.1:4000' }, 'http://localhost:3000'],
    [{ origin: 'https://localhost:3000' }, 'http://localhost:3000'],
    [{ origin: 'http://localhost.evil.example:3000' }, 'http://localhost:3000'],
    [{ origin: 'null' }, 'http://localhost:3000'],
    [{ origin: '' }, 'http://localhost:3000'],
    [{ origin: 'http://shop.example' }, 'https://shop.example'],
    [{ origin: 'https://shop.example:8443' }, 'https://shop.example'],
    [{ origin: 'https://shop.example', 'sec-fetch-site': 'cross-site' }, 'https://shop.example'],
    [{ 'sec-fetch-site': 'same-site' }, 'https://shop.example'],
    [{ 'sec-fetch-site': 'nonsense' }, 'https://shop.example'],
  ])('refuses %o to %s', (headers, publicUrl) => expect(from(headers, publicUrl)).toThrow('another site'));
});
