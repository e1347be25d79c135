'use client';

import { useEffect } from 'react';
import { track } from '@/app/track';
import type { TrackedEvent } from '@/shared/contracts/analytics';

/** Counts that a page was looked at, or what was searched for on it; draws nothing. Given to a page that holds nothing of its viewer, so that it may be cached. */
export function TrackView(props: Extract<TrackedEvent, { name: 'view' | 'search' }>) {
  const said = JSON.stringify(props);
  useEffect(() => {
    // It was JSON a moment ago: the effect depends on what is said, not on the object that says it.
    track(JSON.parse(said) as TrackedEvent);
  }, [said]);
  return null;
}
