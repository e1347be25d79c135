import path from 'node:path';
import { loadEnvFile, toPlan } from '@/sandbox/plan';
import { startPostgres } from '@/sandbox/postgres';
import { findRunningServer } from '@/sandbox/postgres-lock';
import { ensureSchema } from '@/sandbox/prepare-database';
import { keepOwnerPassword, keepSecrets, openStateFolder } from '@/sandbox/state-folder';
import { parseEnv, type Env } from '@/server/platform/env';
import { projectDir } from '@/tooling/migrate';

/**
 * The settings of a command of `package.json`, for whatever `npm start` would use: what `.env` names, else the embedded parts. The embedded Postgres is used where it runs, or
 * started for the time of the command; `stop` ends it then.
 */
export async function openEnvironment(log: (line: string) => void): Promise<{ settings: Env; stop: () => Promise<void> }> {
  loadEnvFile(projectDir);
  const state = openStateFolder(projectDir);
  const ownerPassword = keepOwnerPassword(state.clusterHome);
  const plan = toPlan({ dev: false, secrets: keepSecrets(state.dir), ownerPassword });
  const server = plan.embedded.postgres ? await openEmbedded(path.join(state.clusterHome, 'data'), { port: plan.ports.postgres, password: ownerPassword, log }) : null;
  const environment: NodeJS.ProcessEnv = { ...plan.environment, ...(server !== null && { DATABASE_URL: server.url }) };
  try {
    if (server !== null) await ensureSchema({ url: server.url, appPassword: environment.DATABASE_APP_PASSWORD, log });
    return { settings: parseEnv(environment), stop: async () => server?.stop() };
  } catch (error) {
    await server?.stop();
    throw error;
  }
}

async function openEmbedded(dataDir: string, { port, password, log }: { port: number; password: string; log: (line: string) => void }): Promise<{ url: string; stop: () => Promise<void> }> {
  const running = findRunningServer(dataDir);
  if (running !== undefined) return { url: `postgresql://postgres:${encodeURIComponent(password)}@127.0.0.1:${running.port}/latchkey`, stop: () => Promise.resolve() };
  log('Starting the embedded Postgres for this command.');
  return startPostgres({ dataDir, port, durable: true, password, database: 'latchkey' });
}
