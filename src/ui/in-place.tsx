import clsx from 'clsx';
import type { ReactNode } from 'react';

/** One thing in another's place, never lower than it, so that what stands below stays where it is. What is replaced keeps its room and is neither seen, read nor reached. */
export function InPlace({ of, children, className }: { of: ReactNode; /** Takes the place; null while there is nothing that does. */ children: ReactNode; className?: string }) {
  const isTaken = children !== null;
  return (
    <div className={clsx('grid', className)}>
      <div className={clsx('[grid-area:1/1] min-w-0', isTaken && 'invisible')}>{of}</div>
      {isTaken && <div className="[grid-area:1/1] min-w-0 grid">{children}</div>}
    </div>
  );
}
