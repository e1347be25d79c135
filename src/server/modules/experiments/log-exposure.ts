import type { Strategy } from '@/shared/contracts/discovery';
import type { Database } from '@/server/platform/db';
import type { Platform } from '@/server/platform/platform';
import { exposureId, hashSubject } from './exposure-id';
import { insertExposure } from './experiments.queries';

export interface Exposure {
  experimentId: string;
  strategy: Strategy;
  /** Of `keyOf`. */
  subject: string;
  userId: string | null;
  at: Date;
}

/** Written by this process already, so that looking again costs no statement; forgotten when it grows. */
const written = new WeakMap<Database, Set<string>>();
const MOST_REMEMBERED = 20_000;

/**
 * Notes that somebody was shown an experiment: once per subject and day, in however many processes. Answers the recommendation id that clicks carry.
 * Whoever calls decided by `assignArm`, and has asked that the browser allows it.
 */
export async function logExposure({ db }: Pick<Platform, 'db'>, exposure: Exposure): Promise<string> {
  const day = exposure.at.toISOString().slice(0, 10);
  const id = exposureId(exposure.experimentId, exposure.subject, day);
  const known = written.get(db) ?? new Set();
  written.set(db, known);
  if (known.has(id)) return id;
  await insertExposure(db.writeAsService('who was shown an experiment'), { ...exposure, id, day, subject: hashSubject(exposure.subject) });
  if (known.size >= MOST_REMEMBERED) known.clear();
  known.add(id);
  return id;
}
