const MAX_SUMMARY = 240;
const MAX_TITLE = 120;

/** Markdown or prose as one line of plain words: no markup, shortcodes, links' targets or control characters. */
export function toPlainLine(markdown: string): string {
  return markdown
    .replace(/\{\{[<%].*?[%>]\}\}/gs, ' ')
    .replace(/<!--.*?-->/gs, ' ')
    .replace(/<(script|style)\b.*?<\/\1\s*>/gis, ' ')
    .replace(/<\/?[a-z][^>]{0,500}>/gi, ' ')
    .replace(/!\[[^\]]*\]\([^)]*\)/g, ' ')
    .replace(/\[([^\]]*)\](?:\([^)]*\)|\[[^\]]*\])/g, '$1')
    .replace(/(\*\*|__|~~|`+)/g, '')
    .replace(/(^|\s)[*_](\S(?:.*?\S)?)[*_](?=\s|[.,;:!?)]|$)/g, '$1$2')
    .replace(/^\s{0,3}(?:#{1,6}\s+|>\s?|[-*+]\s+|\d+[.)]\s+)/gm, '')
    .replace(/[\u0000-\u001f\u007f-\u009f\p{Cf}\p{Cs}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

/** Cuts at a word, with an ellipsis, so that the result has at most `max` UTF-16 units and no half characters. */
export function shorten(text: string, max: number): string {
  if (text.length <= max) return text;
  const cut = text.slice(0, max - 1).replace(/[\ud800-\udbff]$/, '');
  const atWord = cut.replace(/\s+\S*$/, '');
  return `${(atWord.length > max / 2 ? atWord : cut).replace(/[\s,;:.-]+$/, '')}…`;
}

/** A title for people from any text; empty when nothing can be kept. */
export function toTitle(text: string): string {
  return shorten(toPlainLine(text), MAX_TITLE);
}

/** `kube-state-metrics` → `Kube state metrics`; names with capitals of their own (`KubeAPIDown`) are split at them. */
export function humanise(name: string): string {
  const words = name
    .replace(/\.[a-z0-9]+$/i, '')
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .replace(/[-_.\s]+/g, ' ')
    .trim();
  return toTitle(words.charAt(0).toUpperCase() + words.slice(1));
}

/** The first heading of a markdown text outside of code, or null. */
export function findHeading(markdown: string): string | null {
  for (const block of withoutCode(markdown).split('\n')) {
    const heading = /^ {0,3}#{1,6}\s+(.*?)\s*#*\s*$/.exec(block)?.[1];
    if (heading !== undefined && toTitle(heading) !== '') return toTitle(heading);
  }
  return null;
}

/** The first paragraph that says something, as a summary of at most 240 characters; empty when there is none. */
export function findSummary(markdown: string): string {
  const blocks = withoutCode(markdown).split(/\n\s*\n/);
  const isList = (block: string) => /^\s*(?:[-*+]|\d+[.)])\s/.test(block);
  for (const block of [...blocks.filter((each) => !isList(each)), ...blocks.filter(isList)]) {
    const prose = block
      .split('\n')
      .filter((each) => !/^ {0,3}(#{1,6}\s|[-=*_]{3,}\s*$|\||>\s*\[!|\[[^\]]+\]:)/.test(each))
      .join('\n');
    const text = toPlainLine(prose);
    if (/\p{L}{2,}.*\s.*\p{L}{2,}/u.test(text) && !/^(todo|tbd)\b/i.test(text)) return shorten(text, MAX_SUMMARY);
  }
  return '';
}

function withoutCode(markdown: string): string {
  return markdown.replace(/\r\n?/g, '\n').replace(/^( {0,3})(```+|~~~+)[^\n]*\n[\s\S]*?(?:^ {0,3}\2[`~]*\s*$|(?![\s\S]))/gm, '\n');
}
