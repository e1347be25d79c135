import { bladePath } from '@/ui/covers/blade';
import type { Family } from '@/ui/covers/family';

const TURNS = [-45, 0, -90, 45] as const;

/** The key itself. */
export const membershipFamily: Family = ({ cuts, paints, seed }) => {
  const turn = TURNS[seed % 4] ?? 0;
  const slanted = turn % 90 !== 0;
  const blade = bladePath(cuts, { x: 250, y: 238, width: slanted ? 520 : 346, height: 176, depth: slanted ? 100 : 70 });
  return `<g transform="rotate(${turn} 320 320) translate(${slanted ? -60 : 0} 0)"><path d="${blade}" ${paints.ink.fill}/><rect x="250" y="262" width="${slanted ? 470 : 300}" height="18" ${paints.ground.fill}/><circle cx="164" cy="320" r="172" ${paints.main.fill}/><circle cx="164" cy="320" r="116" ${paints.spot.fill}/><circle cx="118" cy="320" r="50" ${paints.ground.fill}/></g>`;
};
