import type { Confidence } from '@/shared/contracts/discovery';

const CUTS = { low: 1, medium: 2, high: 3 } as const;
const WORDS = { low: 'Low confidence', medium: 'Medium confidence', high: 'High confidence' } as const;

/** How sure we are, in a word; beside it three rising cuts of a key, as many filled. */
export function ConfidenceMark({ level }: { level: Confidence }) {
  return (
    <span className="inline-flex items-center gap-2 text-[13px] font-medium text-ink-2 whitespace-nowrap">
      <svg width="26" height="12" viewBox="0 0 26 12" aria-hidden="true">
        {[0, 1, 2].map((cut) => <rect key={cut} x={cut * 9 + 0.5} y={8 - cut * 4 + 0.5} width="6" height={3 + cut * 4} className={cut < CUTS[level] ? 'fill-ink stroke-ink' : 'fill-none stroke-line-strong'} />)}
      </svg>
      {WORDS[level]}
    </span>
  );
}
