'use client';

import { useRouter } from 'next/navigation';
import { useCallback, useEffect, useRef, type ReactNode } from 'react';
import { formUrl, pathOf } from '@/app/internal-url';

/** The box that was ticked last and where that led. Another page may draw the form there, and gives the focus back to the box. */
let lastTicked: { name: string; value: string; path: string } | null = null;

const boxesOf = (form: HTMLFormElement) => Array.from(form.querySelectorAll<HTMLInputElement>('input[type=checkbox]'));

export interface FilterFormProps {
  label: string;
  /** With an id, a button elsewhere may send it, and it waits for that. Without, it sends itself when a box is ticked; before any script its own button does. */
  id?: string;
  className?: string;
  children: ReactNode;
}

/** A plain GET form of filters. */
export function FilterForm({ label, id, className, children }: FilterFormProps) {
  const router = useRouter();
  const form = useRef<HTMLFormElement>(null);
  const send = useCallback(() => {
    const url = form.current && formUrl(form.current, null);
    if (!url) return;
    const box = document.activeElement;
    lastTicked = box instanceof HTMLInputElement ? { name: box.name, value: box.value, path: pathOf(url) } : null;
    // Not by submitting: that loads the page anew, and loses the focus, as long as nothing listens to submits yet.
    router.push(pathOf(url));
  }, [router]);
  useEffect(() => {
    // Ticked before this page had its script.
    if (id === undefined && form.current && boxesOf(form.current).some((box) => box.checked !== box.defaultChecked)) send();
  }, [id, send]);
  useEffect(() => {
    if (id !== undefined || !form.current || lastTicked?.path !== window.location.pathname + window.location.search) return;
    const { name, value } = lastTicked;
    lastTicked = null;
    if (document.activeElement === document.body) boxesOf(form.current).find((box) => box.name === name && box.value === value)?.focus({ preventScroll: true });
  });
  return (
    // Without completion, for a browser that brings ticks back would have them sent again.
    <form ref={form} id={id} className={className} action="/marketplace" method="get" autoComplete="off" aria-label={label} data-close-on-submit="" onChange={id === undefined ? send : undefined}>
      {children}
      {id === undefined && <noscript><button type="submit" className="btn btn-line w-full">Apply filters</button></noscript>}
    </form>
  );
}
