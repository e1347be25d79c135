import type { Viewer } from '@/server/platform/db';
import type { Platform } from '@/server/platform/platform';
import type { ErasureOutlook } from '@/shared/contracts/privacy';
import { AppError } from '@/shared/errors';
import { findObstacles } from './find-obstacles';
import { PARTS } from './parts';
import { findNames } from './privacy.queries';
import { toPerson } from './to-person';

/** Everyone sees their own: what stands in the way of being erased, and what would stay. Throws NOT_FOUND when the account is gone. */
export async function getErasureOutlook({ db }: Pick<Platform, 'db'>, viewer: Viewer): Promise<ErasureOutlook> {
  const names = await findNames(db.readAsService('read the own address'), viewer.userId);
  if (!names) throw new AppError('NOT_FOUND', 'This account is gone.');
  return { email: names.email, obstacles: await findObstacles(db, toPerson(viewer.userId, names)), kept: PARTS.flatMap(({ kept }) => kept ?? []) };
}
