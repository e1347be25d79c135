import { round } from '@/ui/covers/blade';
import type { Family } from '@/ui/covers/family';

const RADIUS = 236;

/** A planet cut into seven bands, each moved by its depth; one moon. */
export const jupyterFamily: Family = ({ cuts, paints, seed }) => {
  const height = (2 * RADIUS) / 7;
  const order = [paints.main, paints.ink, paints.main, paints.spot];
  const bands = cuts.map((depth, i) => {
    const y = 320 - RADIUS + i * height;
    const top = y - 320;
    const bottom = top + height;
    const x0 = Math.sqrt(Math.max(0, RADIUS * RADIUS - top * top));
    const x1 = Math.sqrt(Math.max(0, RADIUS * RADIUS - bottom * bottom));
    const dx = (depth - 2) * 30;
    const paint = order[(i + seed) % 4] ?? paints.main;
    return `<path d="M${round(320 - x0 + dx)} ${round(y)}H${round(320 + x0 + dx)}A${RADIUS} ${RADIUS} 0 0 1 ${round(320 + x1 + dx)} ${round(y + height)}H${round(320 - x1 + dx)}A${RADIUS} ${RADIUS} 0 0 1 ${round(320 - x0 + dx)} ${round(y)}Z" ${paint.fill}/>`;
  });
  return `${bands.join('')}<circle cx="${seed & 4 ? 560 : 86}" cy="${seed & 8 ? 92 : 548}" r="38" ${paints.ink.fill}/>`;
};
