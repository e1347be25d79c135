'use client';

import { lazy } from 'react';

// Every page carries what it would show if it were not there: so that is but this name, and the frame and the words come when they are needed.
const NothingHerePage = lazy(() => import('./nothing-here-page'));

/** The 404. Waits for itself instead of showing something in between, so that nothing moves. */
export function NothingHere() {
  return <NothingHerePage />;
}
