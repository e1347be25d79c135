import { ArrowLeft, ArrowRight } from 'lucide-react';
import { LinkButton } from '@/ui/button';

export interface PaginationProps {
  /** What is in view, such as "1 to 16 of 148". */
  summary: string;
  previousHref?: string;
  nextHref?: string;
  previousLabel?: string;
  nextLabel?: string;
}

/** Real links, so that every page of a list has an address. */
export function Pagination({ summary, previousHref, nextHref, previousLabel = 'Previous page', nextLabel = 'Next page' }: PaginationProps) {
  return (
    <nav aria-label="Pages" className="flex flex-wrap items-center justify-between gap-3">
      <p className="text-sm text-ink-2">{summary}</p>
      <div className="flex gap-2">
        {previousHref && <LinkButton href={previousHref} rel="prev"><ArrowLeft className="ic" aria-hidden="true" />{previousLabel}</LinkButton>}
        {nextHref && <LinkButton href={nextHref} rel="next">{nextLabel}<ArrowRight className="ic" aria-hidden="true" /></LinkButton>}
      </div>
    </nav>
  );
}
