import { describe, expect, it } from 'vitest';
import { IngestRefusal } from './ingest-refusal';
import { readIndex } from './read-index';

const pack = { slug: 'good-pack', title: 'Good', version: '1.0.0', price_cents: 1900, currency: 'usd', files: ['README.md'] };
const read = (packs: unknown, more: object = {}) => readIndex(Buffer.from(JSON.stringify({ schema: 1, packs, ...more })), 'library.json');

/** The field the only pack is refused for, or 'taken'. */
function verdict(change: Record<string, unknown>): string {
  const [entry] = read([{ ...pack, ...change }]).entries;
  return entry !== undefined && 'refusal' in entry ? entry.refusal.problem.field : 'taken';
}

function envelopeVerdict(text: string): string {
  try {
    readIndex(Buffer.from(text), 'library.json');
    return 'taken';
  } catch (error) {
    if (error instanceof IngestRefusal) return error.problem.field;
    throw error;
  }
}

describe('readIndex', () => {
  it.each([
    [{}, 'taken'],
    [{ title: undefined }, 'packs[0].title'],
    [{ is_admin: true }, 'packs[0].is_admin'],
    [{ seller_id: 'x' }, 'packs[0].seller_id'],
    [{ slug: 'g\u043eod' }, 'packs[0].slug'],
    [{ slug: '../b' }, 'packs[0].slug'],
    [{ slug: 'Good' }, 'packs[0].slug'],
    [{ slug: 'a--b' }, 'packs[0].slug'],
    [{ slug: 'bundles' }, 'packs[0].slug'],
    [{ slug: 'x'.repeat(81) }, 'packs[0].slug'],
    [{ title: 'x'.repeat(1_000_000) }, 'packs[0].title'],
    [{ title: '   ' }, 'packs[0].title'],
    [{ title: 'a\nb' }, 'packs[0].title'],
    [{ title: 'a\u202eb' }, 'packs[0].title'],
    [{ title: { en: 'x' } }, 'packs[0].title'],
    [{ version: '../1.0.0' }, 'packs[0].version'],
    [{ version: 'v1.0.0' }, 'packs[0].version'],
    [{ version: '1.0' }, 'packs[0].version'],
    [{ version: ' 1.0.0' }, 'packs[0].version'],
    [{ version: '1.0.0\n' }, 'packs[0].version'],
    [{ version: '01.0.0' }, 'packs[0].version'],
    [{ version: '1.0.0+build' }, 'packs[0].version'],
    [{ version: '99999999999.0.0' }, 'packs[0].version'],
    [{ version: '2.0.0-beta.1' }, 'taken'],
    [{ price_cents: '1900' }, 'packs[0].price_cents'],
    [{ price_cents: -1 }, 'packs[0].price_cents'],
    [{ price_cents: 19.99 }, 'packs[0].price_cents'],
    [{ price_cents: null }, 'packs[0].price_cents'],
    [{ price_cents: 100_000_000 }, 'packs[0].price_cents'],
    [{ price_cents: 1 }, 'packs[0].price_cents'],
    [{ price_cents: 0 }, 'taken'],
    [{ price_cents: 5_000, team_price_cents: 1 }, 'packs[0].team_price_cents'],
    [{ currency: 'xxx' }, 'packs[0].currency'],
    [{ currency: 'us' }, 'packs[0].currency'],
    [{ currency: 'constructor' }, 'packs[0].currency'],
    [{ currency: 'jpy', price_cents: 1999 }, 'taken'],
    [{ files: 'README.md' }, 'packs[0].files'],
    [{ files: ['ok.md', '../../secret'] }, 'packs[0].files[1]'],
    [{ files: ['/etc/passwd'] }, 'packs[0].files[0]'],
    [{ files: ['..\\x'] }, 'packs[0].files[0]'],
    [{ files: ['%2e%2e/x'] }, 'packs[0].files[0]'],
    [{ files: ['a.md', 'A.md'] }, 'packs[0].files'],
    [{ files: [1] }, 'packs[0].files[0]'],
    [{ files: Array.from({ length: 2_001 }, (_, index) => `${index}`) }, 'packs[0].files'],
    [{ path: '../other' }, 'packs[0].path'],
    [{ path: 'packs/good/1.0.0/' }, 'taken'],
    [{ preview: 'other.md' }, 'packs[0].preview'],
    [{ cover: 'README.md' }, 'taken'],
    [{ type: 'physical' }, 'packs[0].type'],
    [{ tags: ['Not A Tag'] }, 'packs[0].tags[0]'],
    [{ external_url: 'http://example.com' }, 'packs[0].external_url'],
    [{ external_url: 'javascript:alert(1)' }, 'packs[0].external_url'],
    [{ external_url: 'https://example.com/x' }, 'taken'],
    [{ released_at: 'yesterday' }, 'packs[0].released_at'],
    [{ released_at: '2026-02-30' }, 'packs[0].released_at'],
    [{ released_at: '2026-02-28' }, 'taken'],
  ])('decides about %j', (change, expected) => {
    expect(verdict(change)).toBe(expected);
  });

  it.each([
    ['{"schema":2,"packs":[]}', 'schema'],
    ['{"schema":"1","packs":[]}', 'schema'],
    ['{"packs":[]}', 'schema'],
    ['{"schema":1}', 'packs'],
    ['{"schema":1,"packs":{}}', 'packs'],
    ['{"schema":1,"packs":[],"admin":true}', 'admin'],
    ['[]', '$'],
    ['null', '$'],
    ['"x"', '$'],
    ['{"schema":1,"packs":[]}', 'taken'],
  ])('decides about the whole of %s', (text, expected) => {
    expect(envelopeVerdict(text)).toBe(expected);
  });

  it('refuses one pack without the others', () => {
    const { entries } = read([pack, { ...pack, slug: 'Bad' }, 7, { ...pack, slug: 'other' }]);
    expect(entries.map((entry) => ('pack' in entry ? entry.pack.slug : entry.refusal.problem.field))).toEqual(['good-pack', 'packs[1].slug', 'packs[2]', 'other']);
  });

  it('normalises the currency', () => {
    const [entry] = read([{ ...pack, currency: 'USD' }]).entries;
    expect(entry).toMatchObject({ pack: { currency: 'usd' } });
  });

  it('puts versions of one pack in ascending order and refuses a version listed twice', () => {
    const versions = ['1.10.0', '1.9.0', '1.10.0-rc.1', '1.9.0'].map((version) => ({ ...pack, version }));
    const { entries } = read([versions[0], { ...pack, slug: 'other' }, ...versions.slice(1)]);
    expect(entries.map((entry) => ('pack' in entry ? `${entry.pack.slug} ${entry.pack.version}` : entry.refusal.problem.code))).toEqual(['good-pack 1.9.0', 'good-pack 1.10.0-rc.1', 'good-pack 1.10.0', 'other 1.0.0', 'index_duplicate']);
  });

  it('reads 10,000 packs in a moment', () => {
    const started = performance.now();
    expect(read(Array.from({ length: 10_000 }, (_, index) => ({ ...pack, slug: `pack-${index}` }))).entries).toHaveLength(10_000);
    expect(performance.now() - started).toBeLessThan(3_000);
  });
});
