'use client';

import { useEffect, useSyncExternalStore } from 'react';
import { readViewer, watchViewer } from '@/app/viewer';
import type { MembershipView } from '@/shared/contracts/subscriptions';
import { api } from '@/trpc/browser';

let membership: MembershipView | null = null;
let asked = false;
const watchers = new Set<() => void>();

async function ask(): Promise<void> {
  membership = await api.subscriptions.membership.query();
  for (const watcher of watchers) watcher();
}

function watch(onChange: () => void): () => void {
  watchers.add(onChange);
  return () => watchers.delete(onChange);
}

/** The viewer's membership; null for visitors, for those who have none, and until the browser knows. Pages say nothing of the viewer, so they may be cached. */
export function useMembership(): MembershipView | null {
  const viewer = useSyncExternalStore(watchViewer, readViewer, () => undefined);
  useEffect(() => {
    if (!viewer || asked) return;
    asked = true;
    // Without an answer nothing is the viewer's; the next page asks again.
    ask().catch(() => { asked = false; });
  }, [viewer]);
  return useSyncExternalStore(watch, () => membership, () => null);
}
