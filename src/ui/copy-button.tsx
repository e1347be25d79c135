'use client';

import { Check, Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Button } from '@/ui/button';
import type { ButtonSize, ButtonTone } from '@/ui/button';

const SAID_MS = 2000;

/** Puts `text` on the clipboard and says so in place. */
export function CopyButton({ text, label = 'Copy', tone = 'line', size = 'm' }: { text: string; label?: string; tone?: ButtonTone; size?: ButtonSize }) {
  const [state, setState] = useState<'idle' | 'copied' | 'refused'>('idle');
  useEffect(() => {
    if (state === 'idle') return undefined;
    const timer = setTimeout(() => setState('idle'), SAID_MS);
    return () => clearTimeout(timer);
  }, [state]);
  const copy = () => {
    navigator.clipboard.writeText(text).then(() => setState('copied'), () => setState('refused'));
  };
  const Icon = state === 'copied' ? Check : Copy;
  return (
    <Button tone={tone} size={size} onClick={copy}>
      <Icon className="ic" aria-hidden="true" />
      <span aria-live="polite">{state === 'copied' ? 'Copied' : state === 'refused' ? 'Select and copy by hand' : label}</span>
    </Button>
  );
}
