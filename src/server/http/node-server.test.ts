import { expect, test } from 'vitest';
import { isApiAddress } from './node-server';

test('the shop hands the API its own addresses, and nothing of Next’s', () => {
  for (const url of ['/api/trpc/catalog.list?input=%7B%7D', '/api/health/live', '/api/stripe/webhook', '/api/preview/ast_x/0/0?x', '/api/nope', '/api/%ff']) expect(isApiAddress(url), url).toBe(true);
  for (const url of ['/', '/marketplace?q=/api/trpc/', '/api/internal/refresh', '/api', '/apix', '//api/trpc/a', '/_next/static/a.js', undefined]) expect(isApiAddress(url), String(url)).toBe(false);
});
