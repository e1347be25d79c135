const MOST_SHOWN = 99;

/** How many of something wait, in words for who hears them: `12`, or `more than 99`. */
export const sayCount = (count: number): string => (count > MOST_SHOWN ? `more than ${MOST_SHOWN}` : String(count));

/** How many wait, on an icon of the header; nothing for none. Whoever names the icon says it too. */
export function CountBadge({ count }: { count: number }) {
  if (count === 0) return null;
  return <span aria-hidden="true" className="absolute top-1 left-1/2 min-w-5 px-1 whitespace-nowrap rounded-full bg-ink text-bg text-[13px] leading-5 font-semibold text-center tabular-nums">{count > MOST_SHOWN ? `${MOST_SHOWN}+` : count}</span>;
}
