import { setTimeout as delay } from 'node:timers/promises';
import { AppError } from '@/shared/errors';
import { isReady } from '@/server/platform/is-ready';
import { jsonReply, type Call, type HttpRequest, type Reply } from './call';

const PATIENCE_MS = 1_800;

/** The process runs. Says nothing about what it needs. */
export function answerLive(): Promise<Reply> {
  return Promise.resolve(jsonReply(200, { status: 'live' }));
}

/** 200 when the database answers and holds the schema this release needs, else 503 within two seconds. */
export async function answerReady(_request: HttpRequest, { platform }: Call): Promise<Reply> {
  const ready = await Promise.race([isReady(platform.db), delay(PATIENCE_MS, false, { ref: false })]);
  if (!ready) throw new AppError('UNAVAILABLE', 'The database cannot be reached, or is not migrated.', { retryAfterSeconds: 5 });
  return jsonReply(200, { status: 'ready' });
}
