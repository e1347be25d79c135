import { clock } from '@/server/platform/clock';
import type { Platform } from '@/server/platform/platform';
import { DAY_MS } from '@/shared/time';
import { relearnNeighbours } from './learning.queries';

/** Each part is a statement of its own, in the background, where minutes are allowed: with a million signals one takes seconds, on a busy machine half a minute. */
const LEARNING_PARTS = 8;
/** Tastes change; what is older teaches nothing. */
const LEARNING_DAYS = 365;

/** For the scheduled job alone. Learns from what the same people chose what goes with what. Safe to repeat: each part is written anew. */
export async function learnNeighbours({ db }: Pick<Platform, 'db'>): Promise<void> {
  const now = clock.now();
  const moment = { now, since: new Date(now.getTime() - LEARNING_DAYS * DAY_MS) };
  const reader = db.readInBackground('discovery: what goes with what');
  for (let part = 0; part < LEARNING_PARTS; part += 1) {
    await relearnNeighbours(reader, { moment, part, parts: LEARNING_PARTS });
  }
}
