import path from 'node:path';
import { findLauncher } from '@/sandbox/launcher-lock';
import { endLeftovers } from '@/sandbox/leftovers';
import { stopOrphanedPostgres } from '@/sandbox/postgres';
import { SandboxError } from '@/sandbox/sandbox-error';
import { findStateFolder, removeState } from '@/sandbox/state-folder';

/**
 * Removes the embedded database, files, mail and secrets of this project, and nothing else. Asks nothing.
 * @throws SandboxError `already_running`
 */
export async function resetState(projectDir: string): Promise<void> {
  const state = findStateFolder(projectDir);
  const launcher = findLauncher(state.dir);
  if (launcher !== undefined) throw new SandboxError('already_running', `The shop is running (process ${launcher}). Stop it first, then reset.`);
  await endLeftovers(state.dir);
  await stopOrphanedPostgres(path.join(state.clusterHome, 'data'));
  removeState(state);
  console.log('Removed the embedded database, files, mail and secrets. npm start makes new ones.');
}
