import { mkdtemp } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import type { TestCluster } from '@/testing/test-cluster';
import { startTestCluster } from '@/testing/test-cluster';
import { assertExchanges } from './exchanges-check';

declare module 'vitest' {
  export interface ProvidedContext {
    testCluster: TestCluster;
    /** Where suites leave what was said to the Stripe double. */
    exchangesDir: string;
  }
}

/** Vitest's globalSetup of the database project: one Postgres for the whole run; at its end all that was said to the Stripe double is held to Stripe's documents. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { stop, ...cluster } = await startTestCluster();
  const exchangesDir = await mkdtemp(path.join(os.tmpdir(), 'latchkey-exchanges-'));
  project.provide('testCluster', cluster);
  project.provide('exchangesDir', exchangesDir);
  return async () => {
    await stop();
    await assertExchanges(exchangesDir);
  };
}
