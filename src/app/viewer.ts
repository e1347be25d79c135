/** Who looks at the page, as far as the header needs it. */
export interface Viewer {
  name: string;
  /** May open the admin pages; the server decides again on each of them. */
  staff: boolean;
  /** As whom an admin looks at the shop, and until when. */
  seenAs?: { name: string; until: string };
}

/** `undefined` while unknown, `null` for a visitor. */
export type ViewerState = Viewer | null | undefined;

let state: ViewerState;
let asked = false;
const watchers = new Set<() => void>();

function set(next: ViewerState): void {
  state = next;
  for (const watcher of watchers) watcher();
}

function toViewer(session: unknown): Viewer | null {
  if (typeof session !== 'object' || session === null || !('user' in session)) return null;
  const { user } = session;
  if (typeof user !== 'object' || user === null) return null;
  const text = (key: string) => {
    const value: unknown = Reflect.get(user, key);
    return typeof value === 'string' ? value : '';
  };
  const seenAs = toSeenAs(Reflect.get(session, 'seenAs'));
  return { ...(seenAs && { seenAs }), name: text('name') || text('email') || 'You', staff: ['ops', 'admin'].includes(text('role')) };
}

function toSeenAs(value: unknown): Viewer['seenAs'] {
  if (typeof value !== 'object' || value === null) return undefined;
  const name: unknown = Reflect.get(value, 'name');
  const until: unknown = Reflect.get(value, 'until');
  return typeof name === 'string' && typeof until === 'string' ? { name, until } : undefined;
}

async function ask(): Promise<void> {
  const answer: unknown = await fetch('/api/auth/session', { headers: { accept: 'application/json' } }).then(
    (response) => (response.ok ? response.json() : null),
    () => null,
  );
  set(toViewer(answer));
}

export function watchViewer(onChange: () => void): () => void {
  watchers.add(onChange);
  if (!asked) {
    asked = true;
    void ask();
  }
  return () => watchers.delete(onChange);
}

export function readViewer(): ViewerState {
  return state;
}

/** Ends the session and starts afresh at the front door, so that nothing of the person stays in memory. */
export function signOutViewer(): void {
  void (async () => {
    const response = await fetch('/api/auth/csrf');
    const { csrfToken } = await response.json() as { csrfToken: string };
    await fetch('/api/auth/signout', { method: 'POST', body: new URLSearchParams({ csrfToken, callbackUrl: '/', json: 'true' }) });
    window.location.assign('/');
  })();
}
