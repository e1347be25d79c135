import type { Child } from '@/sandbox/child';
import { lockLauncher } from '@/sandbox/launcher-lock';
import type { Plan } from '@/sandbox/plan';
import { loadEnvFile, toPlan } from '@/sandbox/plan';
import { resetState } from '@/sandbox/reset-state';
import { runShop } from '@/sandbox/run-shop';
import { SandboxError, toMessage, toSandboxError } from '@/sandbox/sandbox-error';
import { keepOwnerPassword, keepSecrets, openStateFolder } from '@/sandbox/state-folder';
import { Steps } from '@/sandbox/steps';
import { DEMO_ACCOUNTS } from '@/shared/demo-accounts';

export interface LaunchOptions {
  projectDir: string;
  args: readonly string[];
}

/** What is running, and how it all ends: once, in reverse order, with the exit code of the first cause. */
class Session {
  readonly #stops: (() => Promise<void>)[] = [];
  #ending: Promise<void> | undefined;

  get isEnding(): boolean {
    return this.#ending !== undefined;
  }

  /** Registered too late, it is stopped at once. */
  add(stop: () => Promise<void>): void {
    if (this.isEnding) void stop();
    else this.#stops.push(stop);
  }

  end(exitCode: number, line: string): Promise<void> {
    this.#ending ??= this.#stopAll(exitCode, line);
    return this.#ending;
  }

  async #stopAll(exitCode: number, line: string): Promise<void> {
    if (exitCode === 0) console.log(line);
    else console.error(`\n${line}`);
    for (const stop of this.#stops.reverse()) await stop().catch((error: unknown) => console.error(String(error)));
    process.exit(exitCode);
  }
}

/** Starts the shop and everything it needs that `.env` does not name; returns while it runs. With `--reset`, removes what earlier runs have kept. */
export async function main({ projectDir, args }: LaunchOptions): Promise<void> {
  const session = new Session();
  endWithTerminal(session);
  try {
    loadEnvFile(projectDir);
    if (args.includes('--reset')) await resetState(projectDir);
    else await launch({ projectDir, args }, session);
  } catch (error) {
    await session.end(1, toLine(error, projectDir));
  }
}

async function launch({ projectDir, args }: LaunchOptions, session: Session): Promise<void> {
  const steps = new Steps();
  const state = openStateFolder(projectDir);
  const lock = lockLauncher(state.dir);
  session.add(() => {
    lock.release();
    return Promise.resolve();
  });
  const ownerPassword = keepOwnerPassword(state.clusterHome);
  const plan = toPlan({ dev: args.includes('--dev'), secrets: keepSecrets(state.dir), ownerPassword });
  await runShop({
    projectDir,
    state,
    plan,
    ownerPassword,
    steps,
    onStarted: (stop) => session.add(stop),
    onPart: (part) => void watchPart(part, session),
  });
  if (!session.isEnding) announce(plan, steps);
}

async function watchPart(part: Pick<Child, 'name' | 'exited' | 'lastWords' | 'logFile'>, session: Session): Promise<void> {
  const { reason } = await part.exited;
  const said = part.lastWords();
  await session.end(1, `${part.name} ended by itself (${reason}), so everything was stopped. Its log is ${part.logFile}.${said === '' ? '' : `\n${said}`}`);
}

function endWithTerminal(session: Session): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      // A second Ctrl-C does not wait: the guard ends what is still there.
      if (session.isEnding && signal === 'SIGINT') process.exit(130);
      void session.end(0, '\nStopping.');
    });
  }
  process.on('uncaughtException', (error) => void session.end(1, `A part inside the launcher failed: ${error.stack ?? error.message}`));
  process.on('unhandledRejection', (error) => void session.end(1, `A part inside the launcher failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`));
  // npm may be killed without a word; its child would then be left behind.
  const parent = process.ppid;
  if (process.env.npm_lifecycle_event !== undefined) {
    setInterval(() => {
      if (process.ppid !== parent) void session.end(0, 'npm is gone. Stopping.');
    }, 1_000).unref();
  }
}

function announce({ publicUrl, embedded, ports, environment }: Plan, steps: Steps): void {
  const accounts = environment.DEMO_SIGN_IN === '1' ? Object.values(DEMO_ACCOUNTS) : [];
  const lines = [
    '',
    `Latchkey is open at ${publicUrl} (${steps.total()})`,
    ...(accounts.length > 0 ? [`  One-click accounts at ${publicUrl}/sign-in`] : []),
    ...accounts.map(({ label, email }) => `    ${label.padEnd(16)} ${email}`),
    ...(embedded.mail ? [`  Mail inbox         http://localhost:${ports.inbox}`] : []),
    ...(embedded.stripe ? ['  Test card          4242 4242 4242 4242, any future date, any code'] : []),
    'Ctrl-C stops everything; npm run reset starts over.',
  ];
  console.log(lines.join('\n'));
}

function toLine(error: unknown, projectDir: string): string {
  if (error instanceof SandboxError) return error.message;
  const text = toMessage(error);
  return toSandboxError(text, { what: 'Latchkey', where: projectDir })?.message ?? text;
}
