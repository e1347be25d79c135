'use client';

import { createContext, useContext, useSyncExternalStore, type ReactNode } from 'react';
import { parseConsent, serializeConsent, type Consent } from './consent';

const KEY = 'consent';
const listeners = new Set<() => void>();

function subscribe(listener: () => void) {
  listeners.add(listener);
  window.addEventListener('storage', listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('storage', listener);
  };
}

type ContextValue = {
  /** Undefined until the visitor chose. */
  consent: Consent | undefined;
  choose: (consent: Consent) => void;
  /** False while rendering on the server, where nobody has been asked yet. */
  ready: boolean;
};

const ConsentContext = createContext<ContextValue | undefined>(undefined);

export function ConsentProvider({ children }: { children: ReactNode }) {
  const stored = useSyncExternalStore(subscribe, () => localStorage.getItem(KEY), () => undefined);
  const value: ContextValue = {
    consent: stored === undefined ? undefined : parseConsent(stored),
    ready: stored !== undefined,
    choose: (consent) => {
      localStorage.setItem(KEY, serializeConsent(consent));
      listeners.forEach((listener) => listener());
    },
  };
  return <ConsentContext value={value}>{children}</ConsentContext>;
}

export function useConsent(): ContextValue {
  const value = useContext(ConsentContext);
  if (!value) throw new Error('useConsent needs a ConsentProvider above it');
  return value;
}
