import type { ReactNode } from 'react';

/** How far something has come. Without `value` it is under way at an unknown pace. `note` carries counts, such as "312 of 480 files". */
export function Progress({ label, value, max = 100, note }: { label: string; value?: number; max?: number; note?: ReactNode }) {
  return (
    <div>
      <p className="text-sm font-medium flex justify-between gap-4">
        <span>{label}</span>
        {note && <span className="text-ink-2 font-normal text-right">{note}</span>}
      </p>
      <progress className="bar mt-2" aria-label={label} max={max} value={value} />
    </div>
  );
}
