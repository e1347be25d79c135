'use client';

import { Check, Copy } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/ui/button';

const SAID_MS = 2_000;

/** Puts a text on the clipboard, and says so. Where a browser does not allow it, the text is there to be marked by hand. */
export function CopyText({ text, label, tone = 'line' }: { text: string; label: string; tone?: 'line' | 'own' }) {
  const [said, setSaid] = useState<'copied' | 'refused' | null>(null);
  const copy = async () => {
    const outcome = await navigator.clipboard.writeText(text).then(() => 'copied' as const, () => 'refused' as const);
    setSaid(outcome);
    setTimeout(() => setSaid(null), SAID_MS);
  };
  return (
    <span className="inline-flex flex-wrap items-center gap-2">
      <Button size="s" tone={tone} onClick={() => void copy()}>{said === 'copied' ? <Check className="ic" aria-hidden="true" /> : <Copy className="ic" aria-hidden="true" />}{said === 'copied' ? 'Copied' : label}</Button>
      <span className="sr-only" role="status">{said === 'copied' ? 'Copied' : ''}</span>
      {said === 'refused' && <span className="text-sm text-danger" role="alert">Your browser did not allow it. Mark the text and copy it.</span>}
    </span>
  );
}
