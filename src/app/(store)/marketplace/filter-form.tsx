'use client';

import { useRef, type ReactNode } from 'react';

/** A plain GET form of filters that sends itself when a box is ticked; without script its button does. */
export function FilterForm({ label, children }: { label: string; children: ReactNode }) {
  const form = useRef<HTMLFormElement>(null);
  return (
    <form ref={form} action="/marketplace" method="get" aria-label={label} onChange={() => form.current?.requestSubmit()}>
      {children}
      <noscript><button type="submit" className="btn btn-line w-full">Apply filters</button></noscript>
    </form>
  );
}
