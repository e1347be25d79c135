import type { TestProject } from 'vitest/node';
import type { TestCluster } from '@/testing/test-cluster';
import { startTestCluster } from '@/testing/test-cluster';

declare module 'vitest' {
  export interface ProvidedContext {
    testCluster: TestCluster;
  }
}

/** Vitest's globalSetup of the database project: one Postgres for the whole run. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { stop, ...cluster } = await startTestCluster();
  project.provide('testCluster', cluster);
  return stop;
}
