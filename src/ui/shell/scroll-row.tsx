'use client';

import clsx from 'clsx';
import { useEffect, useRef, type ReactNode } from 'react';

const MARGIN = 16;

/** Navigation that scrolls sideways where it does not fit, and begins with the open page in view. */
export function ScrollRow({ label, className, children }: { label: string; className?: string; children: ReactNode }) {
  const row = useRef<HTMLElement>(null);
  useEffect(() => {
    const open = row.current?.querySelector('[aria-current]')?.getBoundingClientRect();
    const seen = row.current?.getBoundingClientRect();
    if (!row.current || !open || !seen) return;
    if (open.right > seen.right - MARGIN) row.current.scrollLeft += open.left - seen.left - (seen.width - open.width) / 2;
  }, []);
  return <nav ref={row} aria-label={label} className={clsx('scroll-row', className)}>{children}</nav>;
}
