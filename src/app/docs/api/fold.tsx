import { ChevronDown } from 'lucide-react';
import type { ReactNode } from 'react';

/** A part of an operation that opens on demand. */
export function Fold({ title, children }: { title: string; children: ReactNode }) {
  return (
    <details className="group mt-6 border-y border-line">
      <summary className="tap cursor-pointer w-full justify-between gap-3 py-2 text-[15px] font-semibold">{title}<ChevronDown className="ic text-ink-2 group-open:rotate-180" aria-hidden="true" /></summary>
      {children}
    </details>
  );
}
