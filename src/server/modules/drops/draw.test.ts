import { createHash, createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { giveUnits, hashEntries, hashEntry, hashSeed, rankEntries } from './draw';

const seed = '5'.repeat(64);
const entry = (index: number, quantity = 1, variantId = 'var_a') => ({ hash: hashEntry({ dropId: 'drp_1', entryId: `dre_${index}`, userId: `user-${index}`, variantId, quantity }), variantId, quantity });
const many = Array.from({ length: 50 }, (_, index) => entry(index));

describe('a draw', () => {
  it('is what its formula says, computed by hand', () => {
    const two = [entry(1), entry(2)];
    const root = createHash('sha256').update(['drp_1', ...two.map(({ hash }) => `${hash} var_a 1`).sort()].join('\n')).digest('hex');
    expect(hashEntries('drp_1', two)).toBe(root);
    expect(hashSeed(seed)).toBe(createHash('sha256').update(seed).digest('hex'));
    const place = (hash: string) => createHmac('sha256', Buffer.from(seed, 'hex')).update(`${root}:${hash}`).digest('hex');
    expect(rankEntries(two, { seed, root })).toEqual(two.toSorted((a, b) => (place(a.hash) < place(b.hash) ? -1 : 1)));
  });

  it('does not hang on the order of the entries', () => {
    const root = hashEntries('drp_1', many);
    expect(hashEntries('drp_1', many.toReversed())).toBe(root);
    expect(rankEntries(many.toReversed(), { seed, root })).toEqual(rankEntries(many, { seed, root }));
  });

  it('is another one as soon as one entry, quantity or the seed is', () => {
    const root = hashEntries('drp_1', many);
    expect(hashEntries('drp_1', [...many.slice(1), { ...many[0]!, quantity: 2 }])).not.toBe(root);
    const other = hashEntries('drp_1', many.slice(1));
    expect(rankEntries(many.slice(1), { seed, root: other })).not.toEqual(rankEntries(many.slice(1), { seed, root }));
    expect(rankEntries(many, { seed: '6'.repeat(64), root })).not.toEqual(rankEntries(many, { seed, root }));
  });

  it('gives everybody an even chance', () => {
    const wins = new Map<string, number>();
    for (let round = 0; round < 400; round += 1) {
      const first = rankEntries(many.slice(0, 4), { seed: hashSeed(`${round}`), root: 'r' })[0]!.hash;
      wins.set(first, (wins.get(first) ?? 0) + 1);
    }
    for (const count of wins.values()) expect(Math.abs(count - 100)).toBeLessThan(40);
  });

  it('gives units per variant while they last, the last winner perhaps fewer', () => {
    const wants = [{ variantId: 'a', quantity: 2 }, { variantId: 'b', quantity: 1 }, { variantId: 'a', quantity: 2 }, { variantId: 'a', quantity: 1 }, { variantId: 'c', quantity: 1 }];
    expect(giveUnits(wants, new Map([['a', 3], ['b', 5]]))).toEqual([2, 1, 1, 0, 0]);
  });
});
