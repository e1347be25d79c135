import { readdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { problemsOf } from '@/sandbox/stripe/testing/replay';
import type { SuiteExchanges } from './exchanges';

/** Holds all that was left in this folder to Stripe's documents, and removes it. Throws with every mistake and the suite it was made in. */
export async function assertExchanges(folder: string): Promise<void> {
  const problems: string[] = [];
  for (const file of await readdir(folder)) {
    // Written by `keepExchanges`.
    const { suite, exchanges } = JSON.parse(await readFile(path.join(folder, file), 'utf8')) as SuiteExchanges;
    problems.push(...(await problemsOf(exchanges)).map((problem) => `${suite}: ${problem}`));
  }
  await rm(folder, { recursive: true, force: true });
  if (problems.length > 0) throw new Error(`not as in Stripe's documents:\n${problems.join('\n')}`);
}
