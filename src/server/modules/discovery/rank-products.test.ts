import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Strategy } from '@/shared/contracts/discovery';
import { PROBLEMS, ROLES, TOOLS } from '@/shared/discovery-words';
import { rankProducts } from './rank-products';
import { scoreProduct } from './score-product';
import type { Candidate, Past, Taste, Tie } from './taste';
import { toReason } from './to-reason';

const TRAITS = ['works:node.js', 'works:postgres', 'works:react', 'works:stripe', 'tag:queue', 'tag:on-call', 'tag:statistics'];
const TYPES = ['node', 'next', 'runbook', 'sneaker'];
const IDS = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];

const product = fc.record({ id: fc.constantFrom(...IDS), type: fc.constantFrom(...TYPES), traits: fc.subarray(TRAITS) }).map((one) => ({ ...one, title: `Title of ${one.id}`, traits: [`type:${one.type}`, ...one.traits] }));
const past: fc.Arbitrary<Past> = fc.tuple(product, fc.constantFrom<Tie>('owned', 'inCart', 'here', 'saved', 'viewed'), fc.double({ min: 0, max: 120, noNaN: true })).map(([one, tie, ageDays]) => ({ ...one, tie, ageDays }));
const candidate: fc.Arbitrary<Candidate> = fc
  .tuple(product, fc.double({ min: 0, max: 1, noNaN: true }), fc.boolean(), fc.subarray(IDS, { maxLength: 3 }), fc.array(fc.record({ pastId: fc.constantFrom(...IDS), score: fc.double({ min: 0.01, max: 1, noNaN: true }), people: fc.integer({ min: 3, max: 50 }) }), { maxLength: 3 }))
  .map(([one, popularity, isSoldOut, partIds, lessons]) => ({ ...one, popularity, isSoldOut, seller: `seller of ${one.id}`, partIds, lessons }));
const taste: fc.Arbitrary<Taste> = fc.record({ role: fc.option(fc.constantFrom(...ROLES)), tools: fc.subarray([...TOOLS], { maxLength: 4 }), problem: fc.option(fc.constantFrom(...PROBLEMS)), past: fc.uniqueArray(past, { selector: ({ id }) => id, maxLength: 6 }) });
const strategy = fc.constantFrom<Strategy>('rules', 'learned', 'blend', 'popular');
const candidates = fc.uniqueArray(candidate, { selector: ({ id }) => id, maxLength: 8 });

test('the same is answered for the same, in whatever order it is given', () => {
  fc.assert(fc.property(candidates, taste, strategy, (list, known, by) => {
    const rank = (some: Candidate[], of: Taste) => rankProducts({ candidates: some, taste: of, strategy: by, known: new Set(), limit: 6 }).map(({ candidate: { id }, score }) => [id, score.toFixed(9)]);
    expect(rank([...list].reverse(), { ...known, past: [...known.past].reverse() })).toEqual(rank(list, known));
  }));
});

test('knowing more of somebody never makes a product say less', () => {
  fc.assert(fc.property(fc.record({ one: candidate, known: taste, more: past, tool: fc.constantFrom(...TOOLS) }), ({ one, known, more, tool }) => {
    const before = scoreProduct(one, known, 'blend').score;
    const hasMore = known.past.some(({ id }) => id === more.id) ? known.past : [...known.past, more];
    expect(scoreProduct(one, { ...known, past: hasMore }, 'blend').score).toBeGreaterThanOrEqual(before - 1e-9);
    expect(scoreProduct(one, { ...known, tools: [...new Set([...known.tools, tool])] }, 'blend').score).toBeGreaterThanOrEqual(before - 1e-9);
    if (known.role === null) expect(scoreProduct(one, { ...known, role: ROLES[0]! }, 'blend').score).toBeGreaterThanOrEqual(before - 1e-9);
  }));
});

test('sharing more with what somebody uses, or being chosen more, never makes it less either', () => {
  fc.assert(fc.property(fc.record({ one: candidate, known: taste, trait: fc.constantFrom(...TRAITS), more: fc.double({ min: 0, max: 1, noNaN: true }) }), ({ one, known, trait, more }) => {
    const before = scoreProduct(one, known, 'rules').score;
    expect(scoreProduct({ ...one, traits: [...new Set([...one.traits, trait])] }, known, 'rules').score).toBeGreaterThanOrEqual(before - 1e-9);
    expect(scoreProduct({ ...one, popularity: Math.max(one.popularity, more) }, known, 'rules').score).toBeGreaterThanOrEqual(before - 1e-9);
  }));
});

test('nothing known, nothing sold out and no bundle of known things alone is ever recommended, and nothing twice', () => {
  fc.assert(fc.property(fc.record({ list: candidates, of: taste, by: strategy, owned: fc.subarray(IDS) }), ({ list, of, by, owned }) => {
    const known = new Set(owned);
    const ids = rankProducts({ candidates: list, taste: of, strategy: by, known, limit: 6 }).map((one) => one.candidate);
    for (const { id, isSoldOut, partIds } of ids) {
      expect(known.has(id) || isSoldOut).toBe(false);
      expect(partIds.length > 0 && partIds.every((part) => known.has(part))).toBe(false);
    }
    expect(new Set(ids).size).toBe(ids.length);
  }));
});

test('what a reason says is so', () => {
  fc.assert(fc.property(candidate, taste, strategy, (one, known, by) => {
    const scored = scoreProduct(one, known, by);
    const reason = toReason(scored);
    for (const { source, because } of scored.evidence) {
      if (source === 'tool') expect(known.tools.some((tool) => because.startsWith(`you use ${tool.label}`) && tool.traits.some((trait) => one.traits.includes(trait)))).toBe(true);
      if (source === 'role') expect(known.role?.because).toBe(because);
      if (source === 'problem') expect(known.problem?.traits.some((trait) => one.traits.includes(trait)) && known.problem.because === because).toBe(true);
      if (source === 'owned') expect(known.past.some((own) => own.tie === 'owned' && because === `you own ${own.title}` && own.traits.some((trait) => !trait.startsWith('type:') && one.traits.includes(trait)))).toBe(true);
      if (source === 'learned') expect(one.lessons.some(({ pastId, people }) => known.past.some(({ id, title }) => id === pastId && because === `${people < 10 ? '' : `${people} `}people who chose ${title} chose this as well`))).toBe(true);
      if (source === 'seen') expect(known.past.some(({ id }) => id === one.id)).toBe(true);
    }
    expect(reason.startsWith('Because ')).toBe(scored.evidence.length > 0);
    expect(reason).toMatch(/\.$/);
    if (scored.evidence.length === 0) expect(scored.confidence).toBe('low');
  }));
});

test('reads as a sentence', () => {
  const node = TOOLS.find(({ key }) => key === 'node')!;
  const starter: Past = { id: 'x', title: 'Express Starter', type: 'node', traits: ['type:node', 'works:postgres', 'tag:queue'], tie: 'owned', ageDays: 3 };
  const one: Candidate = { id: 'y', type: 'runbook', traits: ['type:runbook', 'works:node.js', 'works:postgres', 'tag:queue'], popularity: 0.2, seller: 's', isSoldOut: false, partIds: [], lessons: [] };
  const scored = scoreProduct(one, { role: null, tools: [node], problem: null, past: [starter] }, 'rules');
  expect(toReason(scored)).toBe('Because you use Node.js and own Express Starter.');
  expect(scored.confidence).toBe('high');
});

test('what something speaks for comes before what nothing does, and not all of one seller', () => {
  const one = (id: string, rest: Pick<Candidate, 'seller' | 'traits' | 'popularity'>): Candidate => ({ id, type: id, isSoldOut: false, partIds: [], lessons: [], ...rest });
  const node = TOOLS.find(({ key }) => key === 'node')!;
  const list = [
    ...IDS.slice(0, 5).map((id) => one(id, { seller: 'same', traits: ['works:node.js'], popularity: 0.5 })),
    one('z', { seller: 'other', traits: ['works:node.js'], popularity: 0 }),
    one('popular', { seller: 'third', traits: [], popularity: 1 }),
  ];
  const ids = rankProducts({ candidates: list, taste: { role: null, tools: [node], problem: null, past: [] }, strategy: 'rules', known: new Set(), limit: 7 }).map(({ candidate: { id } }) => id);
  expect(ids).toEqual(['a', 'b', 'c', 'z', 'd', 'e', 'popular']);
});
