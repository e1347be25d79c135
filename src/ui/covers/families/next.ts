import { cutAt } from '@/ui/covers/bitting';
import { round } from '@/ui/covers/blade';
import type { Family } from '@/ui/covers/family';

/** Layouts nested in layouts, and the step forward. */
export const nextFamily: Family = ({ cuts, paints, seed }) => {
  const flipX = seed & 1;
  const flipY = (seed >> 1) & 1;
  let x = 0;
  let y = 0;
  let width = 640;
  let svg = '';
  const layers = [[paints.main, 520], [paints.ink, 392], [paints.ground, 268], [paints.spot, 176]] as const;
  layers.forEach(([paint, inner], i) => {
    const room = width - inner;
    const dx = room * (0.2 + cutAt(cuts, i) * 0.075);
    const dy = room * (0.2 + cutAt(cuts, i + 2) * 0.075);
    x += flipX ? room - dx : dx;
    y += flipY ? room - dy : dy;
    width = inner;
    svg += `<rect x="${round(x)}" y="${round(y)}" width="${width}" height="${width}" ${paint.fill}/>`;
  });
  const step = flipX ^ flipY
    ? `M${round(x)} ${round(y)}H${round(x + width)}L${round(x)} ${round(y + width)}Z`
    : `M${round(x)} ${round(y + width)}L${round(x + width)} ${round(y)}V${round(y + width)}Z`;
  return `${svg}<path d="${step}" ${(seed >> 2) % 3 ? paints.ink.fill : paints.main.fill}/>`;
};
