import { realpath } from 'node:fs/promises';
import path from 'node:path';
import { AppError } from '@/shared/errors';
import { findPathFault } from './inspect-path';

/**
 * The real place of a folder or file that an admin names below `KEYS_ASSETS_ROOT`; an empty name is the root itself. Links may not lead out. Throws UNAVAILABLE when no root is
 * configured, INVALID_INPUT for an unsafe name, NOT_FOUND when nothing is there.
 */
export async function findAssetsPath(root: string | undefined, relative: string): Promise<string> {
  if (root === undefined) throw new AppError('UNAVAILABLE', 'No assets folder is configured: set KEYS_ASSETS_ROOT.', { field: 'path' });
  const name = relative.replace(/\/$/, '');
  const fault = name === '' ? null : findPathFault(name);
  if (fault !== null) throw new AppError('INVALID_INPUT', fault.message, { field: 'path', reason: fault.code });
  const base = await realpath(root).catch(() => null);
  const place = base === null ? null : await realpath(path.join(base, name)).catch(() => null);
  if (base === null || place === null) throw new AppError('NOT_FOUND', `There is nothing at ${name === '' ? 'the assets root' : name}.`, { field: 'path' });
  if (place !== base && !place.startsWith(base + path.sep)) throw new AppError('INVALID_INPUT', 'The path leads out of the assets root.', { field: 'path', reason: 'file_link' });
  return place;
}
