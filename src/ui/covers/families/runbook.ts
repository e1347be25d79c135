import type { Family } from '@/ui/covers/family';

/** Numbered steps: some done, one current, the rest to come. */
export const runbookFamily: Family = ({ cuts, paints, seed }) => {
  const now = 2 + (seed % 4);
  return cuts
    .map((depth, i) => {
      const y = 46 + i * 80;
      const paint = i === now ? paints.spot : i < now ? paints.main : paints.ink;
      const hole = i <= now ? `<circle cx="78" cy="${y + 34}" r="11" ${paints.ground.fill}/>` : '';
      return `<circle cx="78" cy="${y + 34}" r="30" ${paint.fill}/>${hole}<rect x="132" y="${y + 4}" width="${150 + depth * 78}" height="60" ${paint.fill}/>`;
    })
    .join('');
};
