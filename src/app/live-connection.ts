import type { LiveEvent } from '@/shared/contracts/live';

/** While the shop cannot be listened to, everything is asked for this often. */
const POLL_MS = 30_000;
/** A browser has six connections to a shop without HTTP/2, for all its tabs: one nobody looks at gives its own back. */
const HIDDEN_MS = 30_000;

type Tell = (event: LiveEvent) => void;

/** The subscription while there is one; `lastEventId` outlives it, so that nothing is lost between two. */
interface Connection {
  lastEventId: string | null;
  subscription: { unsubscribe(): void } | null;
  isWanted: boolean;
  timer: ReturnType<typeof setTimeout> | undefined;
}

async function connect(connection: Connection, tell: Tell): Promise<void> {
  const again = () => {
    connection.subscription = null;
    if (!connection.isWanted) return;
    tell({ kind: 'reset' });
    clearTimeout(connection.timer);
    connection.timer = setTimeout(() => void connect(connection, tell), POLL_MS);
  };
  const loaded = await import('@/trpc/live').catch(() => null);
  if (!loaded) {
    again();
    return;
  }
  if (!connection.isWanted || connection.subscription) return;
  connection.subscription = loaded.liveApi.live.events.subscribe({ lastEventId: connection.lastEventId }, {
    onData: ({ id, data }) => {
      connection.lastEventId = id;
      tell(data);
    },
    onError: (error) => {
      // Signed out, maybe in another tab: there is nothing left to listen to.
      if (error.data?.code === 'UNAUTHORIZED') connection.isWanted = false;
      again();
    },
    onComplete: again,
  });
}

let reconnect: (() => void) | undefined;

/** Listens on with the session the browser has now: signing in once more ends the one the connection was opened with. */
export function renewLive(): void {
  reconnect?.();
}

/** Listens for as long as the tab is looked at, and goes on from where it was when it is looked at again. */
export function openLiveConnection(tell: Tell): void {
  const connection: Connection = { lastEventId: null, subscription: null, isWanted: true, timer: undefined };
  const rest = () => {
    connection.isWanted = false;
    clearTimeout(connection.timer);
    connection.subscription?.unsubscribe();
    connection.subscription = null;
  };
  const wake = () => {
    clearTimeout(connection.timer);
    connection.isWanted = true;
    if (!connection.subscription) void connect(connection, tell);
  };
  document.addEventListener('visibilitychange', () => {
    clearTimeout(connection.timer);
    if (document.hidden) connection.timer = setTimeout(rest, HIDDEN_MS);
    else wake();
  });
  // A page kept for the way back holds no connection.
  window.addEventListener('pagehide', rest);
  window.addEventListener('pageshow', (event) => {
    if (event.persisted) wake();
  });
  reconnect = () => {
    rest();
    wake();
  };
  wake();
}
