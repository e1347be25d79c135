import { readFileSync } from 'node:fs';
import path from 'node:path';
import PDFDocument from 'pdfkit';

/** Points. The text column of an A4 page. */
export const LEFT = 56;
export const RIGHT = 539;
const BOTTOM = 780;
const TOP = 56;
export const INK = '#1b2126';
export const SOFT = '#5d666d';
const LINE = '#dde1e4';

const SUBSETS = ['latin', 'latin-ext', 'cyrillic-ext'] as const;
const WEIGHTS = [400, 600] as const;
type Weight = (typeof WEIGHTS)[number];

// By path and not by import: bundlers take no fonts, and the shop runs beside its node_modules.
const FONT_DIR = path.join(process.cwd(), 'node_modules/@fontsource/hanken-grotesk/files');
let fonts: Map<string, Buffer> | undefined;
/** The subset that has a letter, once looked up; both weights have the same letters. */
const subsetOf = new Map<string, (typeof SUBSETS)[number] | null>();

function loadFonts(): Map<string, Buffer> {
  fonts ??= new Map(SUBSETS.flatMap((subset) => WEIGHTS.map((weight) => [`${subset}-${weight}`, readFileSync(path.join(FONT_DIR, `hanken-grotesk-${subset}-${weight}-normal.woff`))] as const)));
  return fonts;
}

export interface Style {
  size?: number;
  weight?: Weight;
  color?: string;
}

/** Has the fonts that are open in it; pdfkit's own types do not tell of glyphs. */
interface OpenFont {
  font: { hasGlyphForCodePoint(code: number): boolean };
}

/** One document of pages with the shop's type: text is put at a place, in the cut of the font that has its letters. */
export class PdfPage {
  y = TOP;
  private readonly doc: PDFKit.PDFDocument;
  private readonly done: Promise<Uint8Array>;

  constructor(title: string, author: string) {
    this.doc = new PDFDocument({ size: 'A4', margin: 0, info: { Title: title, Author: author }, lang: 'en' });
    for (const [name, bytes] of loadFonts()) this.doc.registerFont(name, bytes);
    const chunks: Buffer[] = [];
    this.done = new Promise((resolve, reject) => {
      this.doc.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => resolve(Buffer.concat(chunks))).on('error', reject);
    });
  }

  /** Begins another page when fewer points than this are left; true when it did. */
  ensure(points: number): boolean {
    if (this.y + points <= BOTTOM) return false;
    this.doc.addPage();
    this.y = TOP;
    return true;
  }

  /** Text in runs of one font each; a letter that no font has becomes a question mark. */
  private runs(text: string, weight: Weight): { font: string; text: string }[] {
    const runs: { font: string; text: string }[] = [];
    for (const letter of text.replace(/\s+/g, ' ')) {
      const subset = this.subsetOf(letter);
      const font = `${subset ?? 'latin'}-${weight}`;
      const shown = subset === null ? '?' : letter;
      const last = runs.at(-1);
      if (last?.font === font) last.text += shown;
      else runs.push({ font, text: shown });
    }
    return runs;
  }

  private subsetOf(letter: string): (typeof SUBSETS)[number] | null {
    const known = subsetOf.get(letter);
    if (known !== undefined) return known;
    const found = SUBSETS.find((subset) => {
      this.doc.font(`${subset}-400`);
      // pdfkit keeps the font it has just opened here.
      const open = Reflect.get(this.doc, '_font') as OpenFont;
      return open.font.hasGlyphForCodePoint(letter.codePointAt(0) ?? 0);
    });
    subsetOf.set(letter, found ?? null);
    return found ?? null;
  }

  /** How many letters of a word fit into this width, one at least. */
  private fitting(word: string, width: number, style: Style): number {
    let [least, most] = [1, word.length];
    while (least < most) {
      const middle = Math.ceil((least + most) / 2);
      if (this.width(word.slice(0, middle), style) <= width) least = middle;
      else most = middle - 1;
    }
    return least;
  }

  width(text: string, { size = 10, weight = 400 }: Style = {}): number {
    return this.runs(text, weight).reduce((sum, run) => sum + this.doc.font(run.font).fontSize(size).widthOfString(run.text), 0);
  }

  /** Puts one line at x of the present line; `right` makes x its end. */
  put(text: string, at: { x: number; right?: boolean }, style: Style = {}): void {
    const { size = 10, weight = 400, color = INK } = style;
    let x = at.right ? at.x - this.width(text, style) : at.x;
    for (const run of this.runs(text, weight)) {
      this.doc.font(run.font).fontSize(size).fillColor(color).text(run.text, x, this.y, { lineBreak: false });
      x += this.doc.widthOfString(run.text);
    }
  }

  /** The text in lines of at most this width; a word that is longer is broken. */
  wrap(text: string, width: number, style: Style = {}): string[] {
    const lines: string[] = [];
    let line = '';
    for (const word of text.split(/\s+/).filter(Boolean)) {
      const longer = line === '' ? word : `${line} ${word}`;
      if (this.width(longer, style) <= width) line = longer;
      else {
        if (line !== '') lines.push(line);
        line = word;
        while (this.width(line, style) > width && line.length > 1) {
          const end = this.fitting(line, width, style);
          lines.push(line.slice(0, end));
          line = line.slice(end);
        }
      }
    }
    return line === '' ? lines : [...lines, line];
  }

  rule(color: string = LINE, weight = 0.5): void {
    this.doc.moveTo(LEFT, this.y).lineTo(RIGHT, this.y).lineWidth(weight).strokeColor(color).stroke();
  }

  end(): Promise<Uint8Array> {
    this.doc.end();
    return this.done;
  }
}
