'use client';

import { useEffect, useRef } from 'react';
import { CopyText } from '@/app/copy-text';

/** A signing secret, the one time it is shown. Takes the focus, so that nobody looks for it. */
export function ShownSecret({ secret }: { secret: string }) {
  const place = useRef<HTMLElement>(null);
  useEffect(() => place.current?.focus(), [secret]);
  return (
    <section ref={place} tabIndex={-1} aria-labelledby="shown-secret" className="panel bg-brass-wash p-5">
      <h3 id="shown-secret" className="font-semibold text-lg tracking-[-0.01em]">Its secret</h3>
      <p className="text-ink-2 mt-1">Your server checks with it that a webhook comes from us. It is shown this once.</p>
      <p className="mono mt-4 break-all select-all">{secret}</p>
      <div className="mt-4"><CopyText text={secret} label="Copy the secret" tone="own" /></div>
    </section>
  );
}
