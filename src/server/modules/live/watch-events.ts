import type { Viewer } from '@/server/platform/db';
import type { Platform } from '@/server/platform/platform';
import { AppError } from '@/shared/errors';
import { hubOf } from './hub-of';
import { findLiveEvents, holdWatch } from './live.queries';
import { toLivePage, type NumberedEvent } from './to-live-page';

const PAGE = 100;
/** How long a page that hears nothing waits before it looks for itself, and says again that it is there. */
const PULSE_MS = 45_000;
const HOLD_SECONDS = 120;

export interface WatchOptions {
  viewer: Viewer;
  /** As the page gave it; anything but a number counts as none. */
  lastEventId: string | null;
  signal: AbortSignal;
  /** Whether the session stands; asked before anything is told. */
  isOpen: () => Promise<boolean>;
}

/**
 * A person's own events, from those after `lastEventId` on, until `signal` gives up or the process stops. Throws UNAUTHENTICATED when the session has ended.
 * A first event is always told to a page that begins, so that it has a number to come back with.
 */
export async function* watchEvents(platform: Pick<Platform, 'db' | 'env' | 'onClose'>, { viewer, lastEventId, signal, isOpen }: WatchOptions): AsyncGenerator<NumberedEvent, void> {
  const { db } = platform;
  const hub = hubOf(platform);
  const watch = hub.watch(viewer.userId);
  signal.addEventListener('abort', () => watch.wake(), { once: true });
  let after = lastEventId !== null && /^\d{1,15}$/.test(lastEventId) ? Number(lastEventId) : null;
  let heldAt = -Infinity;
  try {
    while (!signal.aborted && !hub.isEnded()) {
      if (!(await isOpen())) throw new AppError('UNAUTHENTICATED', 'Please sign in first.');
      // Before reading: whoever was not told to wake us has committed, and is read.
      if (performance.now() - heldAt >= PULSE_MS - 1_000) {
        await holdWatch(db.writeAsService('say that a person listens'), { userId: viewer.userId, seconds: HOLD_SECONDS });
        heldAt = performance.now();
      }
      const page = toLivePage(after, await findLiveEvents(db.readAs(viewer), { userId: viewer.userId, after: after ?? Number.MAX_SAFE_INTEGER, limit: PAGE }));
      for (const numbered of page) {
        yield numbered;
        after = numbered.seq;
      }
      if (page.length < PAGE) await watch.news(PULSE_MS);
    }
  } finally {
    watch.end();
  }
}
