import { AppError } from '@/shared/errors';
import type { VersionRow } from './versions.queries';

/** What becomes of a release: new, the same once more, or other files for one that nobody has yet. */
export type VersionDecision = { action: 'add' } | { action: 'replace'; id: string } | { action: 'unchanged' };

/** A version is its bytes: once published it never changes, and none is added below the highest. Throws CONFLICT. */
export function decideVersion(known: readonly VersionRow[], { version, sortKey, contentHash }: { version: string; sortKey: string; contentHash: string }): VersionDecision {
  const refuse = (message: string, reason: string): never => {
    throw new AppError('CONFLICT', message, { field: 'version', reason });
  };
  const same = known.find((each) => each.version === version);
  if (same?.isPublished === true) {
    return same.contentHash === contentHash ? { action: 'unchanged' } : refuse(`Version ${version} is published and never changes. Raise the number.`, 'version_changed');
  }
  if (same) return same.contentHash === contentHash ? { action: 'unchanged' } : { action: 'replace', id: same.id };
  const highest = known.reduce<VersionRow | null>((top, each) => (top === null || each.sortKey > top.sortKey ? each : top), null);
  return highest !== null && highest.sortKey > sortKey ? refuse(`Version ${highest.version} is already here; ${version} is older.`, 'version_lower') : { action: 'add' };
}
