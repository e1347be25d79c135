'use client';

import { lazy, Suspense, useSyncExternalStore } from 'react';
import { readViewer, watchViewer } from '@/app/viewer';

// Hardly anybody looks at the shop as somebody else.
const ViewingAsBanner = lazy(() => import('./viewing-as-banner'));

/** Over every page while an admin looks at the shop as somebody else. */
export function ViewingAs() {
  const viewer = useSyncExternalStore(watchViewer, readViewer, () => undefined);
  return viewer?.seenAs ? <Suspense><ViewingAsBanner {...viewer.seenAs} /></Suspense> : null;
}
