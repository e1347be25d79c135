import { bitting } from '@/ui/covers/bitting';
import { apiFamily } from '@/ui/covers/families/api';
import { jupyterFamily } from '@/ui/covers/families/jupyter';
import { membershipFamily } from '@/ui/covers/families/membership';
import { nextFamily } from '@/ui/covers/families/next';
import { nodeFamily } from '@/ui/covers/families/node';
import { physicalFamily } from '@/ui/covers/families/physical';
import { promptFamily } from '@/ui/covers/families/prompt';
import { runbookFamily } from '@/ui/covers/families/runbook';
import { sneakerFamily } from '@/ui/covers/families/sneaker';
import type { Family } from '@/ui/covers/family';
import { hash } from '@/ui/covers/hash';
import { paintsOf } from '@/ui/covers/palette';
import type { CoverTheme } from '@/ui/covers/palette';

const FAMILIES = new Map<string, Family>([
  ['node', nodeFamily],
  ['next', nextFamily],
  ['runbook', runbookFamily],
  ['jupyter', jupyterFamily],
  ['prompt', promptFamily],
  ['sneaker', sneakerFamily],
  ['physical', physicalFamily],
  ['api', apiFamily],
  ['membership', membershipFamily],
]);

export interface CoverPart {
  slug: string;
  kind: string;
}

export interface CoverInput extends CoverPart {
  theme?: CoverTheme;
  /** What a bundle holds; the first four are drawn. */
  parts?: readonly CoverPart[];
  /** Spoken name. Without it the drawing is decoration. */
  title?: string;
  /** Width and height in pixels, for use outside a page. */
  size?: number;
}

const EMPTY_BUNDLE = ['runbook', 'node', 'jupyter', 'prompt'] as const;

function escapeAttribute(text: string): string {
  return text.replace(/[&<>"]/g, (ch) => `&#${ch.charCodeAt(0)};`);
}

/** A bundle shows its parts; an empty place shows the key. */
function bundleBody(slug: string, parts: readonly CoverPart[], theme: CoverTheme): string {
  const known = parts.length > 0 ? parts : EMPTY_BUNDLE.map((kind, i) => ({ slug: `${slug}${i}`, kind }));
  const cells = known.slice(0, 4);
  while (cells.length < 4) cells.push({ slug, kind: 'membership' });
  return cells
    .map((cell, i) => cover({ ...cell, theme }).replace('<svg ', `<svg x="${(i % 2) * 320}" y="${i > 1 ? 320 : 0}" width="320" height="320" `))
    .join('')
    .replaceAll('aria-hidden="true" ', '');
}

/**
 * The poster of a product as SVG markup, drawn from its slug and kind alone: the same input always gives the same bytes.
 * Unknown kinds are drawn as crates. Safe to inline: the only text in it is `title`, escaped.
 */
export function cover({ slug, kind, theme = 'auto', parts = [], title = '', size }: CoverInput): string {
  const number = hash(`${kind}/${slug}`);
  const paints = paintsOf(slug, theme);
  const dimensions = size === undefined ? '' : ` width="${size}" height="${size}"`;
  const voice = title ? `role="img" aria-label="${escapeAttribute(title)}"` : 'aria-hidden="true"';
  const open = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 640"${dimensions} ${voice} preserveAspectRatio="xMidYMid slice">`;
  if (kind === 'bundle') return `${open}${bundleBody(slug, parts, theme)}</svg>`;
  const family = FAMILIES.get(kind) ?? physicalFamily;
  const drawing = family({ cuts: bitting(slug), paints, seed: number >>> 8, id: `k${number.toString(36)}` });
  return `${open}<rect width="640" height="640" ${paints.ground.fill}/>${drawing}</svg>`;
}
