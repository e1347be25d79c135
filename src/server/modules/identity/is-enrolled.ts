import type { Database, Viewer } from '@/server/platform/db';
import { findFactorState } from './second-factor.queries';

/** Whether the viewer has an authenticator set up. */
export async function isEnrolled(db: Pick<Database, 'readAsService'>, viewer: Viewer): Promise<boolean> {
  const { confirmedAt } = await findFactorState(db.readAsService('read the own second factor'), viewer.userId);
  return confirmedAt !== null;
}
