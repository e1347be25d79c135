import type { Database } from './db';
import { hasSchema } from './health.queries';
import { logger } from './logger';

/** Whether the database answers and holds our schema. Never rejects. */
export async function isReady(db: Database): Promise<boolean> {
  try {
    return await hasSchema(db.readAsService('health'));
  } catch (error) {
    logger.warn({ err: error }, 'the database is not ready');
    return false;
  }
}
