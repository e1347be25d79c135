import { clock } from '@/server/platform/clock';
import type { Platform } from '@/server/platform/platform';
import type { SignalSheet, SignalView } from '@/shared/contracts/discovery';
import { findSignals, type SignalRow } from './signals.queries';
import { keyOf, type Audience } from './subject';
import { labelOf, toSignalAnswers } from './vocabulary';

/** Above what anybody has: answers and the views that are kept. */
const MOST = 200;

function toSignalView({ id, kind, value, title, slug, seen, lastAt, expiresAt }: SignalRow): SignalView {
  const label = kind === 'view' ? (title ?? 'A product that is no longer for sale') : labelOf(kind, value);
  return { id, kind, label, slug, seen, lastAt: lastAt.toISOString(), expiresAt: expiresAt.toISOString() };
}

/** Anyone, for themselves: everything that is kept of them for discovery, nothing left out. */
export async function listSignals({ db }: Pick<Platform, 'db'>, { audience }: { audience: Audience }): Promise<SignalSheet> {
  const { refusesTracking } = audience;
  if (keyOf(audience) === null) return { signals: [], answers: toSignalAnswers([]), refusesTracking };
  const rows = await findSignals(db.readAsService('somebody sees what is kept of them'), { subject: audience, now: clock.now(), limit: MOST });
  return { signals: rows.map(toSignalView), answers: toSignalAnswers(rows), refusesTracking };
}
