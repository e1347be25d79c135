// XML 1.0, 2.2: what a document may hold. Everything else makes readers refuse the whole of it, however it is escaped.
const FORBIDDEN = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;
const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' };

/** The text without what no XML document may hold; not escaped. */
export function toXmlCharacters(text: string): string {
  return text.toWellFormed().replace(FORBIDDEN, '');
}

/** The text as XML may carry it, in elements and attributes. */
export function toXmlText(text: string): string {
  return toXmlCharacters(text).replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
}
