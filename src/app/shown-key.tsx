'use client';

import { useEffect, useRef } from 'react';
import { CopyText } from './copy-text';

/** A key, the one time it is shown. Takes the focus, so that nobody looks for it. */
export function ShownKey({ text, name, keeper = 'your server keeps secrets' }: { text: string; name: string; keeper?: string }) {
  const place = useRef<HTMLElement>(null);
  useEffect(() => place.current?.focus(), [text]);
  return (
    <section ref={place} tabIndex={-1} aria-labelledby="shown-key" className="panel bg-brass-wash p-5 lg:p-6 max-w-[720px]">
      <h2 id="shown-key" className="font-semibold text-lg tracking-[-0.01em]">Your key “{name}”</h2>
      <p className="text-ink-2 mt-1">Copy it now, and keep it where {keeper}. It is shown this once; we keep only what recognises it.</p>
      <p className="mono mt-4 break-all select-all">{text}</p>
      <div className="mt-4"><CopyText text={text} label="Copy the key" tone="own" /></div>
    </section>
  );
}
