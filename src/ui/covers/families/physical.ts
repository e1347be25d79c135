import { cutAt } from '@/ui/covers/bitting';
import type { Family } from '@/ui/covers/family';

const HALF_WIDTH = 92;
const HALF_DEPTH = 53;
const CRATE = 74;

/** Stacked crates; the cut is the height of each stack. */
export const physicalFamily: Family = ({ cuts, paints }) => {
  let svg = '';
  for (let row = 0; row < 3; row += 1) {
    for (let column = 0; column < 3; column += 1) {
      const i = (row * 3 + column) % 7;
      const top = 1 + (cutAt(cuts, i) % 4);
      const x = 320 + (column - row) * HALF_WIDTH;
      const y = 330 + (column + row - 1) * HALF_DEPTH;
      const lid = y - top * CRATE + CRATE;
      const left = x - HALF_WIDTH;
      const right = x + HALF_WIDTH;
      const front = lid + HALF_DEPTH;
      const floor = y + HALF_DEPTH + 60;
      const lidPath = `M${x} ${lid - HALF_DEPTH}L${right} ${lid}L${x} ${front}L${left} ${lid}Z`;
      const lidPaint = i === cutAt(cuts, 0) || i === cutAt(cuts, 3) ? paints.spot : paints.ground;
      svg += `<path d="M${left} ${lid}L${x} ${front}V${floor}L${left} ${y + 60}Z" ${paints.main.fill}/><path d="M${right} ${lid}L${x} ${front}V${floor}L${right} ${y + 60}Z" ${paints.ink.fill}/><path d="${lidPath}" ${lidPaint.fill} /><path d="${lidPath}" fill="none" stroke-width="6" stroke-linejoin="round" ${paints.ink.stroke}/>`;
    }
  }
  return svg;
};
