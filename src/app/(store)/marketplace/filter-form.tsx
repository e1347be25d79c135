'use client';

import { useEffect, useRef, type ReactNode } from 'react';

/** Name and value of the box that was ticked last: the first filter leads to another page, which gives the focus back to it. */
let lastTicked: { name: string; value: string } | null = null;

export interface FilterFormProps {
  label: string;
  /** With an id, a button elsewhere may send it, and it waits for that. Without, it sends itself when a box is ticked; before any script its own button does. */
  id?: string;
  className?: string;
  children: ReactNode;
}

/** A plain GET form of filters. */
export function FilterForm({ label, id, className, children }: FilterFormProps) {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (id !== undefined || !lastTicked) return;
    const { name, value } = lastTicked;
    lastTicked = null;
    const boxes = form.current?.querySelectorAll<HTMLInputElement>('input[type=checkbox]') ?? [];
    Array.from(boxes).find((box) => box.name === name && box.value === value)?.focus({ preventScroll: true });
  }, [id]);
  const send = (target: EventTarget) => {
    if (id !== undefined) return;
    if (target instanceof HTMLInputElement && target === document.activeElement) lastTicked = { name: target.name, value: target.value };
    form.current?.requestSubmit();
  };
  return (
    <form ref={form} id={id} className={className} action="/marketplace" method="get" aria-label={label} data-close-on-submit="" onChange={(event) => send(event.target)}>
      {children}
      {id === undefined && <noscript><button type="submit" className="btn btn-line w-full">Apply filters</button></noscript>}
    </form>
  );
}
