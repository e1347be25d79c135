import { clock } from '@/server/platform/clock';
import type { Viewer } from '@/server/platform/db';
import type { Platform } from '@/server/platform/platform';
import { changeRole } from './change-role';
import { ensurePerson } from './identity.queries';
import { toDisplayName } from './to-display-name';
import { toEmail } from './to-email';

/**
 * For the operator at the command line alone: who can start a process with the service's password may do anything already. Makes the person if
 * they never signed in, gives them the role, audited, and ends their sessions. Repeating it changes nothing.
 */
export async function grantRole(platform: Pick<Platform, 'db'>, { email: given, role }: { email: string; role: Viewer['role'] }): Promise<{ email: string; changed: boolean }> {
  const email = toEmail(given);
  const changed = await platform.db.asService('grant a role from the command line', async (tx) => {
    const userId = await ensurePerson(tx, { email, name: toDisplayName(email), now: clock.now() });
    return changeRole(tx, { userId, role, actor: { userId: null, role: 'system' } });
  });
  return { email, changed };
}
