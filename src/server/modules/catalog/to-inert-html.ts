import sanitizeHtml from 'sanitize-html';

const TEXT_TAGS = ['p', 'br', 'hr', 'strong', 'b', 'em', 'i', 'u', 's', 'del', 'ins', 'mark', 'small', 'sub', 'sup', 'code', 'kbd', 'samp', 'var', 'pre', 'blockquote', 'q', 'cite', 'abbr'];
const BLOCK_TAGS = ['h3', 'h4', 'h5', 'h6', 'ul', 'ol', 'li', 'dl', 'dt', 'dd', 'div', 'span', 'a', 'img', 'figure', 'figcaption', 'table', 'caption', 'thead', 'tbody', 'tfoot', 'tr', 'th', 'td'];
/** Bytes of a picture, already checked by `toImageSource`; anything else is not a source. */
const IMAGE_SOURCE = /^data:image\/(png|jpeg|gif|webp);base64,[A-Za-z0-9+/]+={0,2}$/;
const ADDRESS = /^(https?:\/\/|mailto:)[^\s]+$/i;
const SPAN = /^[1-9]\d?$/;

type Attributes = Record<string, string>;

function keep(attributes: Attributes, allowed: Record<string, RegExp>): Attributes {
  return Object.fromEntries(Object.entries(allowed).flatMap(([name, form]) => (form.test(attributes[name] ?? '') ? [[name, attributes[name] ?? '']] : [])));
}

/** Headings of a document inside our page start below the page's own. */
const lowered = (from: number) => ({ [`h${from}`]: `h${Math.min(6, from + 2)}` });

/**
 * HTML of a stranger as HTML that does nothing: text, lists, tables and checked pictures. No script, style, form, frame, id, class or event handler is
 * left; links carry rel and lead to absolute http(s) or mail addresses only, so nothing is loaded from anywhere.
 */
export function toInertHtml(html: string): string {
  const inert = sanitizeHtml(html, {
    allowedTags: [...TEXT_TAGS, ...BLOCK_TAGS],
    allowedAttributes: { a: ['href', 'rel'], img: ['src', 'alt'], ol: ['start'], th: ['colspan', 'rowspan', 'scope'], td: ['colspan', 'rowspan'] },
    allowedSchemes: ['https', 'http', 'mailto'],
    allowedSchemesByTag: { img: ['data'] },
    allowProtocolRelative: false,
    nestingLimit: 40,
    nonTextTags: ['script', 'style', 'textarea', 'option', 'noscript', 'template', 'title', 'svg', 'math', 'iframe', 'object', 'noembed', 'noframes', 'xmp', 'plaintext'],
    transformTags: {
      ...lowered(1),
      ...lowered(2),
      ...lowered(3),
      ...lowered(4),
      ...lowered(5),
      a: (tagName, attributes) => {
        const address = keep(attributes, { href: ADDRESS });
        return { tagName, attribs: address.href === undefined ? address : { ...address, rel: 'noopener nofollow ugc' } };
      },
      img: (tagName, attributes) => ({ tagName, attribs: { ...keep(attributes, { src: IMAGE_SOURCE }), alt: attributes.alt ?? '' } }),
      th: (tagName, attributes) => ({ tagName, attribs: keep(attributes, { colspan: SPAN, rowspan: SPAN, scope: /^(row|col)$/ }) }),
      td: (tagName, attributes) => ({ tagName, attribs: keep(attributes, { colspan: SPAN, rowspan: SPAN }) }),
    },
    exclusiveFilter: ({ tag, attribs }) => tag === 'img' && !attribs.src,
  });
  return evenHeadings(withoutEmptyHeaders(inert));
}

/** A header cell without a word names nothing: as a plain cell it does not mislead a screen reader. */
const withoutEmptyHeaders = (html: string) => html.replace(/<th((?: (?:col|row)span="\d+")*)(?: scope="\w+")?>\s*<\/th>/g, '<td$1></td>');

/** Headings that skip a level are drawn up to the next one, as a page's outline wants it. Headings carry no attributes by now. */
function evenHeadings(html: string): string {
  let level = 2;
  return html.replace(/<h([3-6])>([\s\S]*?)<\/h\1>/g, (_, wanted: string, inner: string) => {
    level = Math.min(Number(wanted), level + 1);
    return `<h${level}>${inner}</h${level}>`;
  });
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Text as HTML that shows exactly that text. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}
