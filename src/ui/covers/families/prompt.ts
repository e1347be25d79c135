import { cutAt } from '@/ui/covers/bitting';
import type { Family } from '@/ui/covers/family';
import type { Paint } from '@/ui/covers/palette';

interface Bubble {
  x: number;
  y: number;
  width: number;
  /** 0 top left, 1 top right, 2 bottom right, 3 bottom left. */
  squareCorner: number;
  paint: Paint;
}

/** A disc with one square corner. */
function bubble({ x, y, width, squareCorner, paint }: Bubble): string {
  const r = width / 2;
  const corner = (i: number) => (i === squareCorner ? 0 : r);
  const arc = (i: number, to: string) => (corner(i) ? `A${r} ${r} 0 0 1 ${to}` : '');
  const path = [
    `M${x + corner(0)} ${y}H${x + width - corner(1)}${arc(1, `${x + width} ${y + r}`)}`,
    `V${y + width - corner(2)}${arc(2, `${x + r} ${y + width}`)}`,
    `H${x + corner(3)}${arc(3, `${x} ${y + r}`)}`,
    `V${y + corner(0)}${arc(0, `${x + r} ${y}`)}Z`,
  ].join('');
  return `<path d="${path}" ${paint.fill}/>`;
}

const UNIT = 186;
const EDGE = 26;
const GAP = 15;
const BIG_CORNERS = [2, 3, 1, 0] as const;

/** One voice answered by five. */
export const promptFamily: Family = ({ cuts, paints, seed }) => {
  const bigX = seed & 1;
  const bigY = (seed >> 1) & 1;
  const order = [paints.ink, paints.spot, paints.ink, paints.main, paints.ink];
  let svg = '';
  let small = 0;
  for (let row = 0; row < 3; row += 1) {
    for (let column = 0; column < 3; column += 1) {
      const x = EDGE + column * (UNIT + GAP);
      const y = EDGE + row * (UNIT + GAP);
      const inBig = column >= bigX && column < bigX + 2 && row >= bigY && row < bigY + 2;
      if (inBig) {
        if (column === bigX && row === bigY) svg += bubble({ x, y, width: UNIT * 2 + GAP, squareCorner: BIG_CORNERS[bigX + bigY * 2] ?? 0, paint: paints.main });
        continue;
      }
      svg += bubble({ x, y, width: UNIT, squareCorner: cutAt(cuts, small) % 4, paint: order[(small + seed) % 5] ?? paints.ink });
      small += 1;
    }
  }
  return svg;
};
