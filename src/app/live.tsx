'use client';

import { useEffect, useRef } from 'react';
import { openLiveConnection } from '@/app/live-connection';
import { readViewer, watchViewer } from '@/app/viewer';
import type { LiveEvent, LiveKind } from '@/shared/contracts/live';

type Listener = (event: LiveEvent) => void;

const listeners = new Set<Listener>();
let isOpened = false;
let hasBegun = false;

function tell(event: LiveEvent): void {
  hasBegun = true;
  for (const listener of listeners) listener(event);
}

/** Opens the tab's one connection once the page has come to rest, for the signed-in alone. */
function openWhenKnown(): void {
  if (isOpened || !readViewer()) return;
  isOpened = true;
  const open = () => openLiveConnection(tell);
  if ('requestIdleCallback' in window) requestIdleCallback(open, { timeout: 3_000 });
  else setTimeout(open, 500);
}

function listenLive(listener: Listener): () => void {
  listeners.add(listener);
  const unwatch = watchViewer(openWhenKnown);
  openWhenKnown();
  if (hasBegun) listener({ kind: 'reset' });
  return () => {
    unwatch();
    listeners.delete(listener);
  };
}

/**
 * Calls back when something of this kind happens to the viewer, in whichever process. Every listener first hears `reset`, and again whenever something may have
 * been missed: then ask for everything. So it is also where a number in the header is asked for the first time. Visitors hear nothing.
 */
export function useLive(kind: LiveKind, onEvent: Listener): void {
  const latest = useRef(onEvent);
  useEffect(() => {
    latest.current = onEvent;
  });
  useEffect(
    () =>
      listenLive((event) => {
        if (event.kind === 'reset' || event.kind === kind) latest.current(event);
      }),
    [kind],
  );
}
