import { createHash } from 'node:crypto';
import { clock } from '@/server/platform/clock';
import type { Platform } from '@/server/platform/platform';
import { MINUTE_MS } from '@/shared/time';
import { ensureForwardMark, forgetForwardMark, listPurchasesToForward, listToldToForward, noteForwarded, type ForwardedEvent } from './forward.queries';

const BATCH = 500;
/** Of one run; the next one goes on. */
const MAX_BATCHES = 20;
const TIMEOUT_MS = 10_000;

/**
 * For the scheduled job alone. Sends events to PostHog where one is named (https://posthog.com/docs/api/capture#batch-events), at least once, each under
 * an id of its own, so that a repeated batch counts once: what pages told from a mark on, and each purchase from the moment it was written, however late it was paid.
 * Ours are written long before: whatever happens there, nothing of ours is lost or waits. Throws when PostHog does not take them; the job then sends the same again.
 */
export async function forwardEvents({ db, env }: Pick<Platform, 'db' | 'env'>): Promise<number> {
  const { POSTHOG_KEY, POSTHOG_HOST } = env;
  const writer = db.writeAsService('how far events were forwarded');
  if (!POSTHOG_KEY) {
    await forgetForwardMark(writer);
    return 0;
  }
  const now = clock.now();
  // What is younger than a minute may still be joined by something older.
  const before = new Date(now.getTime() - MINUTE_MS);
  const reader = db.readInBackground('events to be forwarded');
  let sent = 0;
  for (let batch = 0; batch < MAX_BATCHES; batch += 1) {
    const after = await ensureForwardMark(writer, before);
    const [told, bought] = await Promise.all([listToldToForward(reader, { after, before, limit: BATCH }), listPurchasesToForward(reader, BATCH)]);
    const events = [...told, ...bought];
    if (events.length === 0) return sent;
    await send(new URL('/batch/', POSTHOG_HOST), { api_key: POSTHOG_KEY, batch: events.map(toPosted) });
    const to = told.at(-1) ?? null;
    if (!(await db.asService('what was forwarded', (tx) => noteForwarded(tx, { from: after, to, purchaseIds: bought.map(({ id }) => id) })))) return sent;
    sent += events.length;
  }
  return sent;
}

async function send(url: URL, body: object): Promise<void> {
  const response = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body), signal: AbortSignal.timeout(TIMEOUT_MS), redirect: 'error' });
  await response.body?.cancel();
  if (!response.ok) throw new Error(`PostHog answered ${response.status} to a batch of events`);
}

/** Without a profile, and with nothing to place the visitor by: the address PostHog sees is ours. */
function toPosted({ id, name, visitor, at, ...event }: ForwardedEvent): object {
  const known = Object.fromEntries(Object.entries(event).filter(([, value]) => value !== null));
  return { uuid: toUuid(id), event: name, timestamp: at.toISOString(), properties: { distinct_id: visitor, $process_person_profile: false, $geoip_disable: true, ...known } };
}

/** The same for the same id, in the form of a name-based uuid (RFC 9562, 5.8). */
function toUuid(id: string): string {
  const bytes = createHash('sha256').update(id).digest().subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x80, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
