import type { IncomingMessage } from 'node:http';
import { expect, it } from 'vitest';
import { createPageShelf } from '@/server/web/page-shelf';

const request = (url: string, headers: Record<string, string> = {}, method = 'GET') => ({ method, url, headers }) as unknown as IncomingMessage;
const shelved = { page: { body: Buffer.from('x'), policy: '', etag: '', compressed: new Map<string, Buffer>() }, headers: {} };

it('gives a page out for one second', () => {
  let now = 0;
  const shelf = createPageShelf(() => now);
  shelf.put(request('/a'), shelved, 0);
  now = 999;
  expect(shelf.find(request('/a'))?.page).toBe(shelved.page);
  now = 1000;
  expect(shelf.find(request('/a'))).toBeUndefined();
});

it('keeps no more than it may, the newest', () => {
  const shelf = createPageShelf(() => 0);
  for (let i = 0; i <= 300; i += 1) shelf.put(request(`/${i}`), shelved, 0);
  expect(shelf.find(request('/0'))).toBeUndefined();
  expect(shelf.find(request('/300'))).toBeDefined();
});

it('neither keeps nor gives anything but plain reads', () => {
  const shelf = createPageShelf(() => 0);
  shelf.put(request('/a', { 'next-action': 'x' }), shelved, 0);
  expect(shelf.find(request('/a'))).toBeUndefined();
  shelf.put(request('/a'), shelved, 0);
  expect(shelf.find(request('/a', { rsc: '1' }))).toBeUndefined();
  expect(shelf.find(request('/a', { cookie: '__prerender_bypass=1' }))).toBeUndefined();
  expect(shelf.find(request('/a', {}, 'HEAD'))).toBeUndefined();
});

it('does not keep what was drawn before it was cleared', () => {
  const shelf = createPageShelf(() => 0);
  const round = shelf.round();
  shelf.clear();
  shelf.put(request('/a'), shelved, round);
  expect(shelf.find(request('/a'))).toBeUndefined();
});
