import { mkdirSync } from 'node:fs';
import { bin, countPlaywright, countVitest, runStep, type Step } from './test-steps';

const REPORTS = 'test-results';
const VITEST = ['run', '--config', 'src/tooling/vitest.config.ts', '--reporter', 'default', '--reporter', 'json'];

function vitest(project: string): Step {
  const file = `${REPORTS}/${project}.json`;
  return { name: project, command: bin('vitest'), args: [...VITEST, '--project', project, '--outputFile.json', file], report: { file, count: countVitest } };
}

const STEPS = {
  client: { name: 'database client', command: bin('prisma'), args: ['generate'] },
  eslint: { name: 'lint', command: bin('eslint'), args: ['--config', 'src/tooling/eslint.config.js', '--cache', '--cache-location', 'node_modules/.cache/eslint/', 'src'] },
  imports: { name: 'import rules', command: bin('depcruise'), args: ['--config', 'src/tooling/dependency-cruiser.cjs', 'src'] },
  unused: { name: 'unused code', command: bin('knip'), args: ['--config', 'src/tooling/knip.json'] },
  types: { name: 'types', command: bin('tsc'), args: ['--noEmit', '--project', 'src/tooling/tsconfig.json'] },
  pure: vitest('pure'),
  db: vitest('db'),
  e2e: {
    name: 'browser',
    command: bin('playwright'),
    args: ['test', '--config', 'src/tooling/playwright.config.ts', '--reporter', 'list,json'],
    env: { PLAYWRIGHT_JSON_OUTPUT_NAME: `${REPORTS}/e2e.json` },
    report: { file: `${REPORTS}/e2e.json`, count: countPlaywright },
  },
} satisfies Record<string, Step>;

const SUITES: Record<string, (keyof typeof STEPS)[]> = {
  all: ['client', 'eslint', 'imports', 'unused', 'types', 'pure', 'db', 'e2e'],
  verify: ['client', 'eslint', 'imports', 'unused', 'types', 'pure'],
  lint: ['eslint', 'imports', 'unused'],
  db: ['client', 'db'],
  e2e: ['client', 'e2e'],
};

/** Runs a suite and prints `N passed, N failed` as its last line; resolves to the exit code. Without a name: everything. */
export async function runSuite(name = 'all'): Promise<number> {
  const suite = SUITES[name];
  if (!suite) throw new Error(`There is no suite ${name}; there are ${Object.keys(SUITES).join(', ')}.`);
  mkdirSync(REPORTS, { recursive: true });
  const total = { passed: 0, failed: 0 };
  for (const step of suite) {
    const { passed, failed } = await runStep(STEPS[step]);
    total.passed += passed;
    total.failed += failed;
  }
  console.log(`\n${total.passed} passed, ${total.failed} failed`);
  return total.failed === 0 && total.passed > 0 ? 0 : 1;
}
