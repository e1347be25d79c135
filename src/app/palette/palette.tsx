'use client';

import { useRouter } from 'next/navigation';
import { lazy, Suspense, useEffect, useState } from 'react';
import { isSingleKey } from '@/ui/single-keys';
import { OPEN_SHORTCUTS, readShortcut } from './shortcuts';

// Most visits need neither; they come with the first press.
const PaletteDialog = lazy(() => import('./palette-dialog'));
const ShortcutList = lazy(() => import('./shortcut-list'));

const TWO_LETTERS_MS = 1_200;

/** Listens for shortcuts on every page and opens what they ask for: the palette, the list of them, a page. */
export function Palette() {
  const router = useRouter();
  const [open, setOpen] = useState<'palette' | 'list' | null>(null);
  const [used, setUsed] = useState({ palette: false, list: false });
  useEffect(() => {
    let waitingUntil = 0;
    const show = (what: 'palette' | 'list') => {
      setUsed((before) => ({ ...before, [what]: true }));
      setOpen(what);
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.isComposing || event.repeat) return;
      const shortcut = readShortcut({ key: event.key, withCommand: (event.metaKey || event.ctrlKey) && !event.altKey && !event.shiftKey, isSingle: isSingleKey(event), afterG: event.timeStamp < waitingUntil });
      waitingUntil = shortcut?.does === 'wait' ? event.timeStamp + TWO_LETTERS_MS : 0;
      if (!shortcut || shortcut.does === 'wait' || (shortcut.does !== 'palette' && document.querySelector('dialog[open]'))) return;
      event.preventDefault();
      if (shortcut.does === 'go') router.push(shortcut.href);
      else show(shortcut.does);
    };
    const onAsked = () => show('list');
    document.addEventListener('keydown', onKey);
    document.addEventListener(OPEN_SHORTCUTS, onAsked);
    return () => {
      document.removeEventListener('keydown', onKey);
      document.removeEventListener(OPEN_SHORTCUTS, onAsked);
    };
  }, [router]);
  const close = () => setOpen(null);
  // They stay once they came, closed, so that closing gives the focus back.
  return (
    <Suspense>
      {used.palette && <PaletteDialog open={open === 'palette'} onClose={close} />}
      {used.list && <ShortcutList open={open === 'list'} onClose={close} />}
    </Suspense>
  );
}
