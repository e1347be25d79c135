'use client';

import { useEffect, useSyncExternalStore } from 'react';
import { readViewer, watchViewer } from '@/app/viewer';
import type { KeyView } from '@/shared/contracts/entitlements';
import { ask } from '@/trpc/ask';

const NONE: ReadonlyMap<string, KeyView> = new Map();
let keys = NONE;
let asked = false;
const watchers = new Set<() => void>();

async function askKeys(): Promise<void> {
  const list = await ask('entitlements.list');
  keys = new Map(list.map((key) => [key.productId, key]));
  for (const watcher of watchers) watcher();
}

/** Asks again, after something was unlocked. */
export function refreshKeys(): void {
  asked = true;
  // Without an answer nothing is brass; the next page asks again.
  askKeys().catch(() => { asked = false; });
}

function watch(onChange: () => void): () => void {
  watchers.add(onChange);
  return () => watchers.delete(onChange);
}

/** The viewer's live keys by product; empty for visitors and until the browser knows. Pages say nothing of the viewer, so they may be cached. */
export function useKeys(): ReadonlyMap<string, KeyView> {
  const viewer = useSyncExternalStore(watchViewer, readViewer, () => undefined);
  useEffect(() => {
    if (!viewer || asked) return;
    refreshKeys();
  }, [viewer]);
  return useSyncExternalStore(watch, () => keys, () => NONE);
}
