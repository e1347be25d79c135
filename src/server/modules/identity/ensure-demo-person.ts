import { clock } from '@/server/platform/clock';
import type { Platform } from '@/server/platform/platform';
import { DEMO_ACCOUNTS, type DemoAccount } from '@/shared/demo-accounts';
import { AppError } from '@/shared/errors';
import { changeRole } from './change-role';
import { ensureMember, ensurePerson } from './identity.queries';
import { toDisplayName } from './to-display-name';

/** Whether there is a demo account of this name. */
export function isDemoAccount(name: string): name is DemoAccount {
  return Object.hasOwn(DEMO_ACCOUNTS, name);
}

/**
 * Anyone may, where DEMO_SIGN_IN is on: the environment refuses it unless shop, database and Stripe double are all on this machine. Makes the
 * account if it is not there, with its role and organization, and returns its address.
 */
export async function ensureDemoPerson(platform: Pick<Platform, 'db' | 'env'>, account: DemoAccount): Promise<string> {
  if (!platform.env.DEMO_SIGN_IN) throw new AppError('NOT_FOUND', 'There are no demo accounts here.');
  const { email, role, organizationSlug } = DEMO_ACCOUNTS[account];
  await platform.db.asService('ensure a demo account', async (tx) => {
    const userId = await ensurePerson(tx, { email, name: toDisplayName(email), now: clock.now() });
    await changeRole(tx, { userId, role, actor: { userId: null, role: 'system' } });
    if (organizationSlug) await ensureMember(tx, { userId, organizationSlug });
  });
  return email;
}
