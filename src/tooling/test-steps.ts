import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';

/** One step of the suite: a program and how its outcome is counted. */
export interface Step {
  name: string;
  command: string;
  args: string[];
  /** Where the program leaves its counts as JSON; without it the step counts as one. */
  report?: { file: string; count: (report: unknown) => Counts };
  env?: Record<string, string>;
}

export interface Counts {
  passed: number;
  failed: number;
}

/** Runs a step; its output appears as it comes, or, for a step beside others, when it has ended. A program that dies without a report counts as one failure more than it named. */
export async function runStep({ name, command, args, report, env }: Step, { beside = false }: { beside?: boolean } = {}): Promise<Counts> {
  const startedAt = performance.now();
  if (!beside) console.log(`\n── ${name}`);
  const said: Buffer[] = [];
  const code = await new Promise<number>((resolve) => {
    const child = spawn(command, args, { stdio: beside ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'inherit', 'inherit'], env: { ...process.env, ...env } });
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => said.push(chunk));
    child.once('error', (error) => {
      console.error(error.message);
      resolve(1);
    });
    child.once('close', (exitCode) => resolve(exitCode ?? 1));
  });
  if (beside) console.log(`\n── ${name}\n${Buffer.concat(said).toString().trimEnd()}`);
  const counts = await countStep(code, report);
  console.log(`   ${name}: ${counts.passed} passed, ${counts.failed} failed in ${((performance.now() - startedAt) / 1000).toFixed(1)} s`);
  return counts;
}

/** Runs steps that need no machine to themselves, two at a time. */
export async function runBeside(steps: readonly Step[]): Promise<Counts[]> {
  const waiting = [...steps];
  const counts: Counts[] = [];
  const lane = async () => {
    for (let step = waiting.shift(); step; step = waiting.shift()) counts.push(await runStep(step, { beside: true }));
  };
  await Promise.all([lane(), lane()]);
  return counts;
}

async function countStep(code: number, report: Step['report']): Promise<Counts> {
  if (!report) return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
  try {
    const counts = report.count(JSON.parse(await readFile(report.file, 'utf8')));
    return code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
  } catch {
    return { passed: 0, failed: 1 };
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
const numberAt = (report: unknown, key: string): number => (isRecord(report) && typeof report[key] === 'number' ? report[key] : 0);

/** Counts of vitest's JSON report; a file that could not be collected is a failure of its own. */
export function countVitest(report: unknown): Counts {
  const failedTests = numberAt(report, 'numFailedTests');
  return { passed: numberAt(report, 'numPassedTests'), failed: Math.max(failedTests, numberAt(report, 'numFailedTestSuites') > 0 ? Math.max(1, failedTests) : 0) };
}

/** Counts of Playwright's JSON report: `expected` passed, `unexpected` and `flaky` failed, for a flake is a bug. */
export function countPlaywright(report: unknown): Counts {
  const stats = isRecord(report) ? report.stats : undefined;
  const errors = isRecord(report) && Array.isArray(report.errors) ? report.errors.length : 0;
  return { passed: numberAt(stats, 'expected'), failed: numberAt(stats, 'unexpected') + numberAt(stats, 'flaky') + errors };
}

/** A program of an installed package. */
export function bin(name: string): string {
  return path.join('node_modules', '.bin', name);
}
