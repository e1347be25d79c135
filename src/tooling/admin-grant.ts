import { parseArgs } from 'node:util';
import { grantRole } from '@/server/modules/identity/grant-role';
import { isAppError } from '@/shared/errors';
import { openPlatform } from '@/tooling/open-platform';

const ROLES = ['customer', 'ops', 'admin'] as const;

/** `npm run admin:grant -- <email> [--role ops]`: gives a person a role, admin unless told otherwise. */
async function main(): Promise<void> {
  const { positionals, values } = parseArgs({ allowPositionals: true, options: { role: { type: 'string', default: 'admin' } } });
  const [email] = positionals;
  const role = ROLES.find((known) => known === values.role);
  if (email === undefined || positionals.length > 1 || !role) {
    console.error('Usage: npm run admin:grant -- <email> [--role customer|ops|admin]');
    process.exitCode = 1;
    return;
  }
  const platform = await openPlatform((line) => console.log(line));
  try {
    const granted = await grantRole(platform, { email, role });
    console.log(granted.changed ? `${granted.email} is now ${role}. They sign in again to use it.` : `${granted.email} is ${role} already.`);
  } catch (error) {
    if (!isAppError(error)) throw error;
    console.error(`admin:grant: ${error.message}`);
    process.exitCode = 1;
  } finally {
    await platform.close();
  }
}

await main();
