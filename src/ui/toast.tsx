'use client';

import { X } from 'lucide-react';
import { createContext, useCallback, useContext, useEffect, useMemo, useRef, useState } from 'react';
import type { ReactNode } from 'react';

const STAY_MS = 6000;

export interface ToastInput {
  /** One sentence. */
  message: string;
  /** Errors stay until closed. */
  tone?: 'plain' | 'error';
  /** One verb. */
  action?: { label: string; onSelect: () => void };
}

interface ToastEntry extends ToastInput {
  id: number;
}

type ShowToast = (input: ToastInput) => void;

const ToastContext = createContext<ShowToast | null>(null);

function ToastCard({ entry, onClose }: { entry: ToastEntry; onClose: (id: number) => void }) {
  const [held, setHeld] = useState(false);
  const stays = entry.tone === 'error';
  useEffect(() => {
    if (stays || held) return undefined;
    const timer = setTimeout(() => onClose(entry.id), STAY_MS);
    return () => clearTimeout(timer);
  }, [stays, held, entry.id, onClose]);

  return (
    <div className="toast" role={stays ? 'alert' : undefined} onPointerEnter={() => setHeld(true)} onPointerLeave={() => setHeld(false)} onFocus={() => setHeld(true)} onBlur={() => setHeld(false)}>
      <p className="flex-1 py-2">{entry.message}</p>
      {entry.action && (
        <button type="button" className="min-h-11 px-3 font-semibold underline underline-offset-3" onClick={() => { entry.action?.onSelect(); onClose(entry.id); }}>
          {entry.action.label}
        </button>
      )}
      <button type="button" className="grid place-items-center size-11 flex-none -mr-2" aria-label="Close" onClick={() => onClose(entry.id)}><X className="ic" aria-hidden="true" /></button>
    </div>
  );
}

/** Holds the toasts of everything inside it. */
export function ToastProvider({ children }: { children: ReactNode }) {
  const [entries, setEntries] = useState<readonly ToastEntry[]>([]);
  const lastId = useRef(0);
  const close = useCallback((id: number) => setEntries((all) => all.filter((entry) => entry.id !== id)), []);
  const show = useCallback<ShowToast>((input) => {
    lastId.current += 1;
    const id = lastId.current;
    setEntries((all) => [...all.filter((entry) => entry.message !== input.message), { ...input, id }].slice(-3));
  }, []);
  const list = useMemo(() => entries.map((entry) => <ToastCard key={entry.id} entry={entry} onClose={close} />), [entries, close]);

  return (
    <ToastContext value={show}>
      {children}
      <div className="toasts" role="status" aria-live="polite" aria-label="Messages">{list}</div>
    </ToastContext>
  );
}

/** Shows a sentence at the foot of the page for six seconds, longer while it is hovered or focused; errors until they are closed. */
export function useToast(): ShowToast {
  const show = useContext(ToastContext);
  if (!show) throw new Error('useToast needs a ToastProvider around it');
  return show;
}
