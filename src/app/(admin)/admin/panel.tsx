import type { ReactNode } from 'react';

/** A part of a page with its heading. */
export function Section({ id, title, note, action, children }: { id: string; title: string; note?: ReactNode; action?: ReactNode; children: ReactNode }) {
  return (
    <section aria-labelledby={id} className="mt-10">
      <div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-2 mb-3">
        <div>
          <h2 id={id} className="d4">{title}</h2>
          {note && <p className="text-ink-2 text-[15px] mt-0.5">{note}</p>}
        </div>
        {action}
      </div>
      {children}
    </section>
  );
}

/** Words and what they stand for, ruled, the word at the left. */
export function Facts({ facts }: { facts: readonly (readonly [string, ReactNode])[] }) {
  return (
    <dl className="ruled text-sm">
      {facts.map(([word, value]) => (
        <div key={word} className="flex justify-between gap-4 py-2">
          <dt className="text-ink-3 flex-none">{word}</dt>
          <dd className="text-right min-w-0 break-words">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
