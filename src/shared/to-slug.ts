const MAX_SLUG_LENGTH = 80;
const SPELLED_OUT: readonly [RegExp, string][] = [[/c\+\+/gi, 'cpp'], [/c#/gi, 'csharp'], [/f#/gi, 'fsharp'], [/&/g, ' and '], [/\+/g, ' plus '], [/ß/g, 'ss'], [/[æÆ]/g, 'ae'], [/[øØ]/g, 'o'], [/[łŁ]/g, 'l']];

/** A slug from any text: Latin letters without accents, digits, single hyphens, at most 80 characters; empty when nothing of the text can be kept. */
export function toSlug(text: string): string {
  const spelled = SPELLED_OUT.reduce((so, [pattern, word]) => so.replace(pattern, word), text);
  const words = /\s/.test(spelled.trim()) ? spelled : spelled.replace(/([a-z\d])([A-Z])/g, '$1 $2');
  const slug = words
    .replace(/['’]/g, '')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-');
  return slug.replace(/^-+/, '').slice(0, MAX_SLUG_LENGTH).replace(/-+$/, '');
}
