import { Download } from 'lucide-react';
import type { ReactNode } from 'react';

/** One question and its answer, with the numbers as a file. */
export function StatsPanelFrame({ title, note, csv, children }: { title: string; note: string; csv: string; children: ReactNode }) {
  return (
    <section className="mt-10" aria-label={title}>
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <h3 className="font-semibold text-lg tracking-[-0.01em]">{title}</h3>
        <a href={csv} download className="tap link text-sm text-ink-2 inline-flex items-center gap-1"><Download className="ic" aria-hidden="true" />CSV<span className="sr-only"> of {title}</span></a>
      </div>
      <p className="text-sm text-ink-2 max-w-[64ch]">{note}</p>
      <div className="mt-4">{children}</div>
    </section>
  );
}
