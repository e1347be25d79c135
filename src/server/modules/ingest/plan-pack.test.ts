import { describe, expect, it } from 'vitest';
import type { CheckedPack } from './check-pack';
import { applyPlan, planPack, type KnownProduct, type PlanOptions } from './plan-pack';
import { toSortKey } from './to-sort-key';

const checked = (change: { version?: string; hash?: string; stated?: string; files?: number; slug?: string; type?: 'node' | 'jupyter'; qualifiers?: string[] | null } = {}): CheckedPack => ({
  draft: {
    item: 'kit', type: change.type ?? 'node', sellerSlug: null, slug: change.slug ?? 'kit', qualifiers: change.qualifiers ?? null, title: 'Kit', version: change.version ?? '1.0.0', summary: '', description: '', changelog: '', tags: [], worksWith: [],
    price: null, externalUrl: null, releasedAt: null, files: [], preview: null, previewPath: null, readmePath: null, coverPath: null, stated: null, warnings: [],
  },
  files: Array.from({ length: change.files ?? 1 }, (_, index) => ({ path: `${index}.md`, content: Buffer.from('x'), bytes: 1, sha256: 'a' })),
  description: '', preview: null, readme: null, cover: null, contentHash: change.hash ?? 'hash', statedHash: change.stated ?? 'stated', warnings: [],
});

const options: PlanOptions = { sellerId: 'slr_me', isDraft: false };
const version = (number: string, change: object = {}) => ({ id: `ver_${number}`, version: number, sortKey: toSortKey(number), contentHash: 'hash', isPublished: true, hasArchive: true, ...change });
const product = (versions = [version('1.0.0')], change: Partial<KnownProduct> = {}): Map<string, KnownProduct> => new Map([['kit', { id: 'prd_kit', slug: 'kit', sellerId: 'slr_me', kind: 'download', type: 'node', status: 'published', versions, ...change }]]);
const summary = (...given: Parameters<typeof planPack>) => {
  const plan = planPack(...given);
  if (plan.outcome === 'refused') return `refused ${plan.problem.field} ${plan.problem.code}`;
  return plan.outcome === 'write' ? `${plan.action} ${plan.slug}${plan.isVisible ? ' visible' : ''}${plan.isNewsToOwners ? ' news' : ''}` : plan.outcome;
};

describe('planPack', () => {
  it('decides by the bytes of a version', () => {
    expect(summary(checked(), new Map(), options)).toBe('create kit visible');
    expect(summary(checked(), product(), options)).toBe('unchanged');
    expect(summary(checked({ hash: 'other' }), product(), options)).toBe('refused version version_changed');
    expect(summary(checked({ version: '1.0.1', hash: 'other' }), product(), options)).toBe('add kit visible news');
    expect(summary(checked({ version: '0.9.0', hash: 'other' }), product(), options)).toBe('refused version version_lower');
    expect(summary(checked({ version: '1.0.0-rc.1', hash: 'other' }), product(), options)).toBe('refused version version_lower');
    expect(summary(checked({ version: '1.9.0', hash: 'other' }), product([version('1.10.0')]), options)).toBe('refused version version_lower');
    expect(summary(checked({ version: '1.0.0' }), product([version('2.0.0'), version('1.0.0')]), options)).toBe('unchanged');
  });

  it('keeps drafts to itself', () => {
    expect(summary(checked(), new Map(), { ...options, isDraft: true })).toBe('create kit');
    expect(summary(checked({ version: '2.0.0' }), product(), { ...options, isDraft: true })).toBe('add kit');
    const draft = product([version('1.0.0', { isPublished: false })], { status: 'draft' });
    expect(summary(checked(), draft, { ...options, isDraft: true })).toBe('unchanged');
    expect(summary(checked(), draft, options)).toBe('complete kit visible');
  });

  it('lets metadata alone be completed by its files, once', () => {
    const bare = product([version('1.0.0', { isPublished: false, hasArchive: false, contentHash: 'stated' })], { status: 'draft' });
    expect(summary(checked({ files: 0, hash: 'stated' }), new Map(), options)).toBe('create kit');
    expect(summary(checked({ files: 0, hash: 'stated' }), bare, options)).toBe('unchanged');
    expect(summary(checked(), bare, options)).toBe('complete kit visible');
    expect(summary(checked({ stated: 'changed' }), bare, options)).toBe('refused version version_changed');
    expect(summary(checked({ files: 0, hash: 'changed', stated: 'changed' }), bare, options)).toBe('refused version version_changed');
    expect(summary(checked({ files: 0, hash: 'stated' }), product(), options)).toBe('refused files files_absent');
  });

  it('leaves what others own', () => {
    expect(summary(checked(), product([], { sellerId: 'slr_other' }), options)).toBe('refused slug slug_taken');
    expect(summary(checked(), product([], { kind: 'physical', type: 'physical' }), options)).toBe('refused type type_changed');
    expect(summary(checked({ type: 'jupyter' }), product(), options)).toBe('refused type type_changed');
    expect(summary(checked({ type: 'jupyter', qualifiers: ['a'] }), product(), options)).toBe('create kit-jupyter visible');
  });

  it('knows what it has decided itself', () => {
    const known = product();
    const next = checked({ version: '1.1.0', hash: 'next' });
    applyPlan(known, next, { plan: planPack(next, known, options), sellerId: 'slr_me' });
    expect(summary(next, known, options)).toBe('unchanged');
    expect(summary(checked({ version: '1.0.5', hash: 'late' }), known, options)).toBe('refused version version_lower');
  });
});
