import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import type { Child } from '@/sandbox/child';
import { startChild } from '@/sandbox/child';
import { SandboxError, toSandboxError } from '@/sandbox/sandbox-error';

export interface BuildOptions {
  projectDir: string;
  logDir: string;
  environment: NodeJS.ProcessEnv;
  /** Told of the running tool, so that Ctrl-C can end it. */
  onChild: (child: Child) => void;
}

/** What the shop is built from. Tests, tools and the embedded parts are not in it. */
const sources = ['src/app', 'src/ui', 'src/trpc', 'src/server', 'src/shared', 'src/proxy.ts', 'public', 'prisma/schema.prisma', 'next.config.js', 'next.config.mjs', 'next.config.ts', 'postcss.config.mjs', 'tsconfig.json', 'package-lock.json'];

/** Generates Prisma's client unless it fits `schema.prisma`. Answers whether it had to. */
export async function generateClient(options: BuildOptions): Promise<boolean> {
  const { projectDir } = options;
  const wanted = hashOf(projectDir, ['prisma/schema.prisma', 'prisma.config.ts', 'package-lock.json']);
  const stamp = path.join(projectDir, 'prisma', 'generated', '.latchkey-hash');
  if (readStamp(stamp) === wanted) return false;
  await runTool('generate', ['node_modules/prisma/build/index.js', 'generate'], options);
  writeStamp(stamp, wanted);
  return true;
}

/** Whether the build on disk is whole and of these sources. */
export function isBuildFresh({ projectDir, environment }: Pick<BuildOptions, 'projectDir' | 'environment'>): boolean {
  return fs.existsSync(path.join(projectDir, '.next', 'BUILD_ID')) && readStamp(buildStamp(projectDir)) === buildHash(projectDir, environment);
}

/** `next build`. A build that was cut off is not taken for one: its stamp is written last. */
export async function buildShop(options: BuildOptions): Promise<void> {
  const { projectDir, environment } = options;
  const wanted = buildHash(projectDir, environment);
  fs.rmSync(buildStamp(projectDir), { force: true });
  await runTool('build', ['node_modules/next/dist/bin/next', 'build'], options);
  writeStamp(buildStamp(projectDir), wanted);
}

async function runTool(name: string, args: readonly string[], { projectDir, logDir, environment, onChild }: BuildOptions): Promise<void> {
  const tool = startChild({ name, args, env: { ...environment, NO_COLOR: '1', CHECKPOINT_DISABLE: '1', PRISMA_HIDE_UPDATE_MESSAGE: '1' }, projectDir, logDir });
  onChild(tool);
  const { code, reason } = await tool.exited;
  if (code === 0) return;
  const said = tool.lastWords();
  const known = toSandboxError(said, { what: `The ${name}`, where: projectDir });
  throw known ?? new SandboxError('died', `The ${name} failed (${reason}); all of it is in ${path.relative(projectDir, tool.logFile)}. Its last words:\n${said}`, said);
}

function buildStamp(projectDir: string): string {
  return path.join(projectDir, '.next', 'latchkey-hash');
}

function buildHash(projectDir: string, environment: NodeJS.ProcessEnv): string {
  // Values under the first name are copied into the bundle; address and database end up in prerendered pages, which a database made anew must not get.
  const baked = Object.entries(environment).filter(([name]) => name.startsWith('NEXT_PUBLIC_') || name === 'PUBLIC_URL' || name === 'DATABASE_URL');
  return createHash('sha256').update(hashOf(projectDir, sources)).update(JSON.stringify(baked.sort())).digest('hex');
}

function hashOf(projectDir: string, entries: readonly string[]): string {
  const hash = createHash('sha256');
  for (const entry of entries) addToHash(hash, projectDir, entry);
  return hash.digest('hex');
}

function addToHash(hash: ReturnType<typeof createHash>, projectDir: string, entry: string): void {
  const at = path.join(projectDir, entry);
  const stat = fs.statSync(at, { throwIfNoEntry: false });
  if (stat === undefined || /\.test\.tsx?$/.test(entry)) return;
  if (stat.isDirectory()) {
    for (const inside of fs.readdirSync(at).sort()) addToHash(hash, projectDir, path.join(entry, inside));
  } else hash.update(`\0${entry}\0`).update(fs.readFileSync(at));
}

function readStamp(file: string): string | undefined {
  return fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : undefined;
}

function writeStamp(file: string, hash: string): void {
  try {
    fs.writeFileSync(file, hash);
  } catch (error) {
    throw toSandboxError(String(error), { what: 'The build', where: path.dirname(file) }) ?? error;
  }
}
