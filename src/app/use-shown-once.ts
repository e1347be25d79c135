'use client';

import { useState } from 'react';
import type { Act } from './use-act';

interface ShownOnce<T> {
  open: boolean;
  /** What is there to be copied; null before it is made and after the dialog was closed. */
  shown: T | null;
  /** Makes it and shows it. */
  make: (work: () => Promise<T>) => Promise<void>;
  onOpenChange: (open: boolean) => void;
}

/** A dialog that shows something once, such as a new key. The page behind is read anew when it closes, not before: drawn anew, it might take the dialog away with what is in it. */
export function useShownOnce<T>({ run }: Pick<Act, 'run'>): ShownOnce<T> {
  const [open, setOpen] = useState(false);
  const [shown, setShown] = useState<T | null>(null);
  const make = (work: () => Promise<T>) =>
    run(async () => {
      setShown(await work());
      return false;
    });
  const onOpenChange = (next: boolean) => {
    setOpen(next);
    if (next || shown === null) return;
    setShown(null);
    void run(() => Promise.resolve());
  };
  return { open, shown, make, onOpenChange };
}
