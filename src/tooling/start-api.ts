import path from 'node:path';
import { loadEnvFile, toPlan } from '@/sandbox/plan';
import { findRunningServer } from '@/sandbox/postgres-lock';
import { keepOwnerPassword, keepSecrets, openStateFolder } from '@/sandbox/state-folder';
import { projectDir } from '@/tooling/migrate';

/** `npm run start:api`: the API alone, on API_PORT, over what `.env` names; what it leaves open is taken from the shop that `npm start` runs. */
async function main(): Promise<void> {
  loadEnvFile(projectDir);
  const state = openStateFolder(projectDir);
  const plan = toPlan({ dev: false, secrets: keepSecrets(state.dir), ownerPassword: keepOwnerPassword(state.clusterHome) });
  if (plan.embedded.postgres && findRunningServer(path.join(state.clusterHome, 'data')) === undefined) throw new Error('the embedded Postgres is not running; run npm start beside this, or set DATABASE_URL.');
  Object.assign(process.env, plan.environment);
  // Only now: the server reads its environment as it loads.
  await import('@/server/http/start');
}

try {
  await main();
} catch (error) {
  console.error(`start:api: ${error instanceof Error ? error.message : String(error)}`);
  process.exit(1);
}
