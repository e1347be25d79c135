import type { Family } from '@/ui/covers/family';

/** A quota meter: each column is a day, the spot is the last call. */
export const apiFamily: Family = ({ cuts, paints }) => {
  let svg = '';
  cuts.forEach((depth, i) => {
    for (let row = 0; row < 7; row += 1) {
      const up = 6 - row;
      const on = up <= depth + 1;
      const last = up === depth + 1;
      const paint = last ? paints.spot : on ? paints.main : paints.ink;
      svg += `<circle cx="${80 + i * 80}" cy="${80 + row * 80}" r="${on ? 34 : 9}" ${paint.fill}/>`;
    }
  });
  return svg;
};
