import type { TrackedEvent } from '@/shared/contracts/analytics';

/** Few enough to fit the endpoint's body however long the words searched for are. */
const MOST = 30;
const WAIT_MS = 2_000;

const waiting: TrackedEvent[] = [];
let timer: number | undefined;
let isListening = false;
/** By product: the recommendation that led to it, for as long as the tab is open. Nothing of it is kept in the browser. */
const ledBy = new Map<string, string>();

/** Whether the browser asks for its person not to be followed; then nothing is sent, and the server would drop it. */
export function isUnwilling(): boolean {
  return navigator.doNotTrack === '1' || Reflect.get(navigator, 'globalPrivacyControl') === true;
}

function send(): void {
  window.clearTimeout(timer);
  timer = undefined;
  const events = waiting.splice(0, MOST);
  if (events.length === 0) return;
  const body = JSON.stringify({ events });
  // Goes on when the page is gone. Where it is refused, the visit is not counted; nobody waits for it.
  if (!navigator.sendBeacon('/api/events', new Blob([body], { type: 'application/json' }))) {
    fetch('/api/events', { method: 'POST', body, keepalive: true, headers: { 'content-type': 'application/json' } }).catch(() => undefined);
  }
}

function onHidden(): void {
  if (document.visibilityState === 'hidden') send();
}

/** With the recommendation that led to the product, if one did. */
function withCause(event: TrackedEvent): TrackedEvent {
  if (event.name === 'search' || event.productId === undefined) return event;
  if (event.recommendationId !== undefined) ledBy.set(event.productId, event.recommendationId);
  const recommendationId = ledBy.get(event.productId);
  return recommendationId === undefined ? event : { ...event, recommendationId };
}

/** Tells the shop what a visitor did, some seconds later and together with the rest; never for those who do not want it. */
export function track(event: TrackedEvent): void {
  if (isUnwilling()) return;
  waiting.push(withCause(event));
  if (!isListening) {
    isListening = true;
    document.addEventListener('visibilitychange', onHidden);
    window.addEventListener('pagehide', send);
  }
  if (waiting.length >= MOST) send();
  else timer ??= window.setTimeout(send, WAIT_MS);
}
