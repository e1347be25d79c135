import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { describeEnv } from '@/server/platform/env';

export const ENV_EXAMPLE_FILE = fileURLToPath(new URL('../../.env.example', import.meta.url));

/** What `.env.example` has to say: every variable of `platform/env.ts`, described, none set. */
export function toEnvExample(): string {
  const lines = describeEnv()
    .filter(({ name }) => name !== 'NODE_ENV')
    .map(({ name, description }) => `# ${description}\n#${name}=\n`);
  return `# Copy to .env and set what you have. What is left out runs on this machine: npm start starts a Postgres, a mail catcher and a stand-in for Stripe.\n\n${lines.join('\n')}`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const current = await readFile(ENV_EXAMPLE_FILE, 'utf8').catch(() => '');
  if (current !== toEnvExample()) await writeFile(ENV_EXAMPLE_FILE, toEnvExample());
}
