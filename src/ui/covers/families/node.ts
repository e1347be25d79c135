import { cutAt } from '@/ui/covers/bitting';
import type { Family } from '@/ui/covers/family';

const XS = [-40, 100, 240, 380, 520, 680] as const;

/** A bus of signal lanes stepping together; stations sit on the lanes. */
export const nodeFamily: Family = ({ cuts, paints, seed }) => {
  let svg = '';
  for (let k = -3; k < 11; k += 1) {
    const y = (i: number) => 30 + k * 84 + (cutAt(cuts, i) - 2) * 46;
    let path = `M-40 ${y(0)}`;
    XS.forEach((x, i) => {
      const before = XS[i - 1];
      if (before === undefined) return;
      const middle = (before + x) / 2;
      path += `C${middle} ${y(i - 1)} ${middle} ${y(i)} ${x} ${y(i)}`;
    });
    const spot = k === 2 + (seed % 3);
    const paint = spot ? paints.spot : k & 1 ? paints.ink : paints.main;
    svg += `<path d="${path}" fill="none" stroke-width="${spot ? 46 : 42}" ${paint.stroke}/>`;
    if (spot) {
      const i = 1 + (seed % 3);
      svg += `<circle cx="${XS[i]}" cy="${y(i)}" r="40" ${paints.ink.fill}/><circle cx="${XS[i]}" cy="${y(i)}" r="18" ${paints.ground.fill}/>`;
    }
  }
  return svg;
};
