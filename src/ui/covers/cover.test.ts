import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bitting } from '@/ui/covers/bitting';
import { cover } from '@/ui/covers/cover';

const KINDS = ['node', 'next', 'runbook', 'jupyter', 'prompt', 'sneaker', 'physical', 'api', 'membership', 'bundle'] as const;
const slugs = fc.string({ minLength: 1, maxLength: 40 });
const kinds = fc.constantFrom(...KINDS);
const digest = (svg: string) => createHash('sha256').update(svg).digest('hex').slice(0, 12);

describe('bitting', () => {
  it('is fixed for a slug', () => {
    expect(bitting('churn-survival').join('')).toBe('3024143');
    expect(bitting('postgres-failover')).toEqual(bitting('postgres-failover'));
  });

  it('is seven depths from 0 to 4 and never the same twice in a row', () => {
    fc.assert(fc.property(slugs, (slug) => {
      const cuts = bitting(slug);
      expect(cuts).toHaveLength(7);
      cuts.forEach((depth, i) => {
        expect(depth).toBeGreaterThanOrEqual(0);
        expect(depth).toBeLessThanOrEqual(4);
        expect(depth).not.toBe(cuts[i - 1]);
      });
    }));
  });
});

describe('cover', () => {
  it('never changes for a product: these drawings are on receipts', () => {
    const drawn = Object.fromEntries(KINDS.map((kind) => [kind, digest(cover({ slug: 'churn-survival', kind }))]));
    expect(drawn).toMatchInlineSnapshot(`
      {
        "api": "e7b0c261dfd3",
        "bundle": "b28bb2cfe3c1",
        "jupyter": "7271aee84a9f",
        "membership": "9db343053ff2",
        "next": "cf963abca232",
        "node": "f7f189d884d7",
        "physical": "89c06d932a33",
        "prompt": "61be4318f5bd",
        "runbook": "e74264d61830",
        "sneaker": "2daa8b5db0d5",
      }
    `);
  });

  it('gives the same bytes for the same input and others for another slug or kind', () => {
    fc.assert(fc.property(slugs, kinds, (slug, kind) => {
      expect(cover({ slug, kind })).toBe(cover({ slug, kind }));
    }));
    expect(cover({ slug: 'a', kind: 'node' })).not.toBe(cover({ slug: 'b', kind: 'node' }));
    expect(cover({ slug: 'a', kind: 'node' })).not.toBe(cover({ slug: 'a', kind: 'next' }));
  });

  it('lets nothing of the slug or the kind into the markup', () => {
    const svg = cover({ slug: '"><script>alert(1)</script>', kind: '"><img src=x>' });
    expect(svg).not.toMatch(/script|<img|alert/);
  });

  it('escapes the spoken name', () => {
    const svg = cover({ slug: 'x', kind: 'node', title: 'A "B" <i>& C' });
    expect(svg).toContain('aria-label="A &#34;B&#34; &#60;i&#62;&#38; C"');
    expect(svg).toContain('role="img"');
    expect(cover({ slug: 'x', kind: 'node' })).toContain('aria-hidden="true"');
  });

  it('carries no inline style, for the policy forbids it', () => {
    fc.assert(fc.property(slugs, kinds, (slug, kind) => {
      expect(cover({ slug, kind, title: 'T' })).not.toMatch(/\sstyle=|<style/);
    }));
  });

  it('uses both themes in the page and plain colours outside it', () => {
    const auto = cover({ slug: 'x', kind: 'jupyter' });
    const light = cover({ slug: 'x', kind: 'jupyter', theme: 'light' });
    const dark = cover({ slug: 'x', kind: 'jupyter', theme: 'dark' });
    expect(auto).toMatch(/fill="light-dark\(#[\da-f]{6},#[\da-f]{6}\)"/);
    expect(light).not.toContain('light-dark');
    expect(dark).not.toContain('light-dark');
    expect(light).not.toBe(dark);
  });

  it('names clip paths so that two covers on one page do not clash', () => {
    const ids = (svg: string) => [...svg.matchAll(/ id="([^"]+)"/g)].map((match) => match[1]);
    const one = ids(cover({ slug: 'one', kind: 'sneaker' }));
    const two = ids(cover({ slug: 'two', kind: 'sneaker' }));
    expect(one).toHaveLength(2);
    expect(new Set([...one, ...two]).size).toBe(4);
  });

  it('draws four parts of a bundle and fills empty places with keys', () => {
    const parts = [{ slug: 'a', kind: 'node' }, { slug: 'b', kind: 'prompt' }];
    expect(cover({ slug: 'op', kind: 'bundle', parts }).match(/<svg /g)).toHaveLength(5);
    expect(cover({ slug: 'op', kind: 'bundle', parts: Array.from({ length: 6 }, (_, i) => ({ slug: `p${i}`, kind: 'api' })) }).match(/<svg /g)).toHaveLength(5);
  });

  it('stays small enough to be inline', () => {
    fc.assert(fc.property(slugs, fc.constantFrom('node', 'next', 'runbook', 'jupyter', 'prompt'), (slug, kind) => {
      expect(cover({ slug, kind }).length).toBeLessThan(4000);
    }));
  });
});

const original = fileURLToPath(new URL('../../../../shared/look/covers.mjs', import.meta.url));
const hasOriginal = existsSync(original);
if (!hasOriginal) console.info('skipped: the drawn original of the covers is not beside the project');

describe.skipIf(!hasOriginal)('cover beside the drawn original', () => {
  it('draws the very same', async () => {
    const drawn = await import(/* @vite-ignore */ pathToFileURL(original).href) as { cover: typeof cover; bitting: typeof bitting };
    fc.assert(fc.property(slugs, kinds, fc.constantFrom('auto' as const, 'light' as const, 'dark' as const), (slug, kind, theme) => {
      const input = { slug, kind, theme, title: slug, size: 640 };
      expect(cover(input)).toBe(drawn.cover(input));
      expect(bitting(slug)).toEqual(drawn.bitting(slug));
    }), { numRuns: 500 });
  });
});
