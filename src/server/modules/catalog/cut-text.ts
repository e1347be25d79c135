/** The first part of a text, cut between paragraphs where it can be, else between lines. An opened code fence is closed again. */
export function cutText(text: string, maxCharacters: number): { shown: string; shortened: boolean } {
  if (text.length <= maxCharacters) return { shown: text, shortened: false };
  const head = text.slice(0, maxCharacters).replace(/[\ud800-\udbff]$/, '');
  const paragraph = head.lastIndexOf('\n\n');
  const line = head.lastIndexOf('\n');
  const end = paragraph > maxCharacters / 2 ? paragraph : line > maxCharacters / 2 ? line : head.length;
  const shown = head.slice(0, end);
  const fences = shown.match(/^ {0,3}(`{3,}|~{3,})/gm) ?? [];
  const open = fences.length % 2 === 1 ? `\n${(fences.at(-1) ?? '```').trim()}` : '';
  return { shown: shown + open, shortened: true };
}
