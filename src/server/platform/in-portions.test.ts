import { expect, test } from 'vitest';
import { inPortions } from './in-portions';

test.each([[0, [0]], [3, [3]], [4, [4, 0]], [9, [4, 4, 1]]])('%i things four at a time', async (things, expected) => {
  let left = things;
  const portions: number[] = [];
  const all = await inPortions((limit) => {
    const done = Math.min(left, limit);
    left -= done;
    portions.push(done);
    return Promise.resolve(done);
  }, 4);
  expect([all, portions]).toEqual([things, expected]);
});
