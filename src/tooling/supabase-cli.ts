import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';

/** The output of a command that failed, without the address it was given. */
export class SupabaseCliError extends Error {
  override readonly name = 'SupabaseCliError';
}

export interface SupabaseCliCall {
  /** Folder that holds `supabase/`. */
  projectDir: string;
  args: readonly string[];
  /** Settings of the session the CLI opens, such as `lock_timeout=5s`. */
  settings?: readonly string[];
}

/**
 * Runs the Supabase CLI that npm installed and answers what it printed. It speaks to the database only: no account, no telemetry, no update check.
 * @throws SupabaseCliError with the CLI's own words
 */
export async function runSupabaseCli({ projectDir, args, settings = [] }: SupabaseCliCall): Promise<string> {
  const home = await mkdtemp(path.join(os.tmpdir(), 'latchkey-supabase-'));
  try {
    const { code, output } = await run([cliScript(), ...args, '--workdir', projectDir], {
      PATH: process.env.PATH,
      HOME: home,
      SUPABASE_HOME: home,
      SUPABASE_TELEMETRY_DISABLED: '1',
      SUPABASE_NO_UPDATE_NOTIFIER: '1',
      DO_NOT_TRACK: '1',
      NO_COLOR: '1',
      PGOPTIONS: settings.map((setting) => `-c ${setting}`).join(' '),
    });
    if (code !== 0) throw new SupabaseCliError(withoutSecrets(output));
    return output;
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}

/**
 * The address in the form the CLI wants. Like `pg`, it is to speak plainly unless the address says otherwise; left to itself it insists on TLS.
 */
export function toCliUrl(databaseUrl: string): string {
  const url = new URL(databaseUrl);
  if (!url.searchParams.has('sslmode')) url.searchParams.set('sslmode', 'disable');
  return url.toString();
}

function cliScript(): string {
  return path.join(path.dirname(createRequire(import.meta.url).resolve('supabase/package.json')), 'dist', 'supabase.js');
}

function withoutSecrets(output: string): string {
  return output
    .replaceAll(/(postgres(?:ql)?:\/\/[^:@\s]+):[^@\s]*@/g, '$1:***@')
    .replaceAll(/^Try rerunning.*$/gm, '')
    .trim();
}

function run(args: readonly string[], env: Record<string, string | undefined>): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { env: { ...env, NODE_ENV: 'production' }, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => (output += chunk));
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => (output += chunk));
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, output }));
  });
}
