const LEVELS = ['low', 'medium', 'high'] as const;
export type ConfidenceLevel = (typeof LEVELS)[number];

const WORDS: Record<ConfidenceLevel, string> = { low: 'Low', medium: 'Medium', high: 'High' };

/** Three rising cuts, filled up to the level, and the word. */
export function Confidence({ level }: { level: ConfidenceLevel }) {
  const filled = LEVELS.indexOf(level) + 1;
  return (
    <span className="inline-flex items-center gap-2 text-xs font-medium text-ink-2 whitespace-nowrap">
      <svg width="27" height="13" viewBox="-0.5 -0.5 27 13" aria-hidden="true">
        {LEVELS.map((name, i) => (
          <rect key={name} x={i * 9} y={8 - i * 4} width={7} height={4 + i * 4} className={i < filled ? 'fill-ink' : 'fill-none stroke-line-strong'} />
        ))}
      </svg>
      {WORDS[level]} confidence
    </span>
  );
}
