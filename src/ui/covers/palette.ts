import { hash } from '@/ui/covers/hash';

/** OKLCH: lightness %, chroma %, hue. */
type Colour = readonly [lightness: number, chroma: number, hue: number];
/** Ground, main, ink, spot. */
type Palette = readonly [Colour, Colour, Colour, Colour];

export type CoverTheme = 'auto' | 'light' | 'dark';

/** One paint as ready-made attributes. */
export interface Paint {
  fill: string;
  stroke: string;
}

/** The four paints of a cover: ground, main, ink, spot. */
export interface Paints {
  ground: Paint;
  main: Paint;
  ink: Paint;
  spot: Paint;
}

const PALETTES: readonly [Palette, ...Palette[]] = [
  [[93, 1.5, 230], [50, 13, 252], [27, 4, 258], [82, 15, 88]],
  [[91, 4, 150], [50, 9, 162], [28, 4, 170], [73, 16, 45]],
  [[83, 14, 88], [29, 3, 80], [57, 16, 35], [97, 2, 95]],
  [[63, 18, 35], [27, 5, 20], [95, 2.5, 70], [85, 14, 88]],
  [[91, 3, 225], [54, 10, 222], [27, 4, 240], [67, 18, 33]],
  [[33, 5, 168], [74, 10, 165], [94, 3, 130], [83, 15, 88]],
  [[30, 6, 258], [66, 13, 246], [94, 2, 240], [73, 17, 42]],
  [[90, 4, 20], [58, 17, 18], [29, 6, 8], [55, 11, 240]],
  [[92, 0.6, 220], [58, 1.5, 220], [22, 1, 220], [65, 20, 33]],
  [[72, 9, 196], [27, 5, 215], [96, 2, 190], [86, 14, 92]],
  [[91, 3.5, 85], [62, 14, 52], [31, 4, 60], [52, 9, 200]],
  [[33, 8, 20], [70, 14, 38], [94, 2.5, 60], [83, 8, 215]],
  [[54, 15, 256], [95, 2, 250], [24, 6, 262], [85, 15, 90]],
  [[72, 10, 138], [27, 4, 150], [96, 3, 120], [66, 18, 33]],
];

/** OKLab to sRGB after Björn Ottosson (bottosson.github.io/posts/oklab), clipped to the gamut. */
function toHex([lightness, chroma, hue]: Colour): string {
  const angle = (hue * Math.PI) / 180;
  const base = lightness / 100;
  const a = (chroma / 100) * Math.cos(angle);
  const b = (chroma / 100) * Math.sin(angle);
  const l = (base + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (base - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (base - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const linear = [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
  return `#${linear.map(toByte).join('')}`;
}

function toByte(linear: number): string {
  const encoded = linear <= 0.0031308 ? 12.92 * linear : 1.055 * linear ** (1 / 2.4) - 0.055;
  return Math.round(255 * Math.min(1, Math.max(0, encoded))).toString(16).padStart(2, '0');
}

/** Pale grounds turn deep and ink turns pale; coloured grounds only step down, so a shelf never glares in the dark. */
function darken([ground, main, ink, spot]: Palette): Palette {
  if (ground[0] > 87) {
    return [
      [27, Math.min(ground[1] + 1, 4), ground[2]],
      [Math.max(main[0] + 10, 62), main[1], main[2]],
      [91, 2, ink[2]],
      [spot[0] - 2, spot[1], spot[2]],
    ];
  }
  if (ground[0] < 40) {
    return [[ground[0] - 3, ground[1], ground[2]], [main[0] - 4, main[1], main[2]], [90, 2, ink[2]], spot];
  }
  return [
    [ground[0] - 9, ground[1] * 0.92, ground[2]],
    [main[0] > 80 ? 92 : Math.max(20, main[0] - 5), main[1], main[2]],
    [ink[0] > 80 ? 92 : Math.max(18, ink[0] - 6), ink[1], ink[2]],
    [spot[0] - 3, spot[1], spot[2]],
  ];
}

function toPaint(light: Colour, dark: Colour, theme: CoverTheme): Paint {
  const colours = { light: toHex(light), dark: toHex(dark) };
  // light-dark() in a presentation attribute: a strict Content-Security-Policy lets it through, an inline style it would not.
  const value = theme === 'auto' ? `light-dark(${colours.light},${colours.dark})` : colours[theme];
  return { fill: `fill="${value}"`, stroke: `stroke="${value}"` };
}

/** The four paints of a slug. `auto` follows the page's colour scheme; `light` and `dark` are plain hex, for images outside a page. */
export function paintsOf(slug: string, theme: CoverTheme): Paints {
  const light = PALETTES[hash(`ghk/${slug}`) % PALETTES.length] ?? PALETTES[0];
  const dark = darken(light);
  return {
    ground: toPaint(light[0], dark[0], theme),
    main: toPaint(light[1], dark[1], theme),
    ink: toPaint(light[2], dark[2], theme),
    spot: toPaint(light[3], dark[3], theme),
  };
}
