'use client';

import { useId, useSyncExternalStore } from 'react';
import { Segmented } from '@/ui/choices';
import { THEMES, readTheme, writeTheme } from '@/ui/theme/theme';
import type { Theme } from '@/ui/theme/theme';

const WORDS: Record<Theme, string> = { system: 'System', light: 'Light', dark: 'Dark' };

function watchTheme(onChange: () => void): () => void {
  const observer = new MutationObserver(onChange);
  observer.observe(document.documentElement, { attributeFilter: ['data-theme'] });
  return () => observer.disconnect();
}

/** System, light or dark. */
export function ThemeControl({ className }: { className?: string }) {
  const theme = useSyncExternalStore<Theme>(watchTheme, readTheme, () => 'system');
  return (
    <Segmented
      legend="Theme"
      name={`theme${useId()}`}
      size="s"
      value={theme}
      className={className}
      segments={THEMES.map((value) => ({ value, label: WORDS[value] }))}
      onChange={(value) => writeTheme(THEMES.find((known) => known === value) ?? 'system')}
    />
  );
}
