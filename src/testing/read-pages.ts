import { expect } from 'vitest';

interface Page<Item> {
  items: Item[];
  nextCursor: string | null;
}

/**
 * Reads a sorted list in one piece and again two rows at a time: the same rows in the same order, none lost or doubled, and the keys in the order that the list's name says, words as bytes stand. Answers
 * with the rows.
 */
export async function expectSorted<Item>(sort: string, read: (more: { limit: number; cursor?: string }) => Promise<Page<Item>>, keyOf: (item: Item) => string | number): Promise<Item[]> {
  const whole = await read({ limit: 50 });
  expect(whole.nextCursor).toBeNull();
  const pieces: Item[] = [];
  for (let cursor: string | undefined, page: Page<Item> | undefined; page === undefined || page.nextCursor !== null; cursor = page.nextCursor ?? undefined) {
    page = await read({ limit: 2, ...(cursor !== undefined && { cursor }) });
    pieces.push(...page.items);
    expect(pieces.length).toBeLessThanOrEqual(whole.items.length);
  }
  expect(pieces).toEqual(whole.items);
  const keys = whole.items.map(keyOf);
  const up = keys.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  expect(keys).toEqual(sort.endsWith('-up') ? up : up.toReversed());
  return whole.items;
}
