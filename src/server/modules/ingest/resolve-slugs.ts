import { toSlug } from '@/shared/to-slug';
import type { PackDraft } from './pack-draft';

/**
 * Gives packs of one source distinct slugs, the same every time for the same source: of several that want one slug, the one standing first by depth and path keeps it,
 * the others put their folder's names behind it until they differ. Versions of one pack (equal slugs fixed by the source) are left alone.
 */
export function resolveSlugs(drafts: readonly PackDraft[]): PackDraft[] {
  const taken = new Map<string, PackDraft>();
  const settled = new Map<PackDraft, PackDraft>();
  for (const draft of drafts.filter((each) => each.qualifiers === null)) {
    taken.set(draft.slug, draft);
    settled.set(draft, draft);
  }
  for (const draft of drafts.filter((each) => each.qualifiers !== null).sort(byPlace)) {
    const slug = candidatesOf(draft).find((candidate) => candidate !== '' && !taken.has(candidate)) ?? '';
    const resolved = { ...draft, slug };
    taken.set(slug, resolved);
    settled.set(draft, resolved);
  }
  return drafts.map((draft) => settled.get(draft) ?? draft);
}

function byPlace(left: PackDraft, right: PackDraft): number {
  const [here, there] = [left.qualifiers ?? [], right.qualifiers ?? []];
  if (here.length !== there.length) return here.length - there.length;
  const [path, other] = [here.join('/'), there.join('/')];
  return path === other ? 0 : path < other ? -1 : 1;
}

/** The slug itself, then with one, two, … of the names above it, then with a number. */
export function candidatesOf(draft: PackDraft): string[] {
  const places = [...(draft.qualifiers ?? [])].reverse();
  const qualified = places.map((_, index) => toSlug([draft.slug.slice(0, 48), ...places.slice(0, index + 1)].join('-')));
  const numbered = Array.from({ length: 200 }, (_, index) => `${draft.slug.slice(0, 75).replace(/-+$/, '')}-${index + 2}`);
  return [draft.slug, ...qualified, ...numbered];
}
