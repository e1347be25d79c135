import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { bin, countPlaywright, countVitest, runBeside, runStep, type Step } from './test-steps';

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
  browser: { name: 'a browser', command: process.execPath, args: ['--import', 'tsx', 'src/tooling/ensure-browser.ts'] },
  e2e: {
    name: 'stories',
    command: bin('playwright'),
    args: ['test', '--config', 'src/tooling/playwright.config.ts', '--reporter', 'list,json'],
    // Absolute: a relative one is taken from the configuration's folder.
    env: { PLAYWRIGHT_JSON_OUTPUT_FILE: path.resolve(REPORTS, 'e2e.json') },
    report: { file: `${REPORTS}/e2e.json`, count: countPlaywright },
  },
} satisfies Record<string, Step>;

type StepName = keyof typeof STEPS;

/** The longest first: two run at a time. */
const STATIC: StepName[] = ['eslint', 'types', 'imports', 'unused'];
const SUITES: Record<string, StepName[]> = {
  all: ['client', ...STATIC, 'pure', 'db', 'browser', 'e2e'],
  verify: ['client', ...STATIC, 'pure'],
  lint: ['client', ...STATIC],
  db: ['client', 'db'],
  e2e: ['client', 'browser', 'e2e'],
};

/** Runs a suite and prints `N passed, N failed` as its last line; resolves to the exit code. Without a name: everything. */
export async function runSuite(name = 'all'): Promise<number> {
  const suite = SUITES[name];
  if (!suite) throw new Error(`There is no suite ${name}; there are ${Object.keys(SUITES).join(', ')}.`);
  mkdirSync(REPORTS, { recursive: true });
  const isStatic = (step: StepName) => STATIC.includes(step);
  const counts = [await runStep(STEPS.client)];
  counts.push(...(await runBeside(suite.filter(isStatic).map((step) => STEPS[step]))));
  for (const step of suite) if (step !== 'client' && !isStatic(step)) counts.push(await runStep(STEPS[step]));
  const total = counts.reduce((sum, { passed, failed }) => ({ passed: sum.passed + passed, failed: sum.failed + failed }), { passed: 0, failed: 0 });
  console.log(`\n${total.passed} passed, ${total.failed} failed`);
  return total.failed === 0 && total.passed > 0 ? 0 : 1;
}
