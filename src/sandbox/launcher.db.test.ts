import type { ChildProcess } from 'node:child_process';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { isAlive } from '@/sandbox/postgres-lock';
import type { ProcessRow } from '@/testing/processes';
import { sendSignal } from '@/sandbox/signal';
import { killOne, listDescendants } from '@/testing/processes';
import { projectDir } from '@/tooling/migrate';

const firstStartMs = 240_000;
const startMs = 60_000;

/** A copy of this project, in a folder with spaces, with one plain page for a shop: what is looked at here is processes. */
let shopDir: string;
let port: number;
const launchers: Launcher[] = [];

class Launcher {
  readonly process: ChildProcess;
  output = '';

  constructor(env: Record<string, string> = {}, args: readonly string[] = [], user: { uid?: number; gid?: number } = {}) {
    this.process = spawn(process.execPath, ['src/sandbox/start.mjs', ...args], {
      ...user,
      cwd: shopDir,
      env: { NODE_ENV: 'production', PATH: process.env.PATH, HOME: os.tmpdir(), PORT: String(port), ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [this.process.stdout, this.process.stderr]) stream?.on('data', (chunk: Buffer) => (this.output += chunk.toString('utf8')));
    launchers.push(this);
  }

  /** Settles when the shop is open; fails with all it printed when it ends before. */
  async open(timeoutMs = startMs): Promise<void> {
    const deadline = AbortSignal.timeout(timeoutMs);
    while (!this.output.includes('is open at')) {
      if (this.process.exitCode !== null || this.process.signalCode !== null) throw new Error(`ended before it was open:\n${this.output}`);
      if (this.process.stdout === null) throw new Error('no output');
      await Promise.race([once(this.process.stdout, 'data', { signal: deadline }), once(this.process, 'close', { signal: deadline })]);
    }
  }

  async ended(): Promise<number | null> {
    if (this.process.exitCode === null && this.process.signalCode === null) await once(this.process, 'close');
    return this.process.exitCode;
  }

  /** Everything it started, directly or not, its guard included. */
  descendants(): ProcessRow[] {
    if (this.process.pid === undefined) throw new Error('not started');
    return listDescendants(this.process.pid);
  }
}

async function expectAllGone(pids: number[]): Promise<void> {
  await expect.poll(() => pids.filter(isAlive), { timeout: 20_000 }).toEqual([]);
}

async function ask(statement: string): Promise<unknown[]> {
  const password = fs.readFileSync(path.join(shopDir, '.latchkey', 'postgres', 'owner-password'), 'utf8');
  const client = new pg.Client({ connectionString: `postgresql://postgres:${password}@127.0.0.1:${port + 54}/latchkey`, connectionTimeoutMillis: 2_000 });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(statement)).rows;
  } finally {
    await client.end();
  }
}

/** By its own record: a process it has just forked still carries its command line, and its death would only be a crash of one session. */
function killPostmaster(): void {
  const [pid = ''] = fs.readFileSync(path.join(shopDir, '.latchkey', 'postgres', 'data', 'postmaster.pid'), 'utf8').split('\n');
  sendSignal(Number(pid), 'SIGKILL');
}

function linkTree(from: string, to: string): void {
  fs.mkdirSync(to, { recursive: true });
  for (const entry of fs.readdirSync(from, { withFileTypes: true })) {
    if (entry.name === '.cache') continue;
    const [source, target] = [path.join(from, entry.name), path.join(to, entry.name)];
    if (entry.isDirectory()) linkTree(source, target);
    else if (entry.isSymbolicLink()) fs.symlinkSync(fs.readlinkSync(source), target);
    else linkFile(source, target);
  }
}

/** Links where it can: node_modules is large. */
function linkFile(source: string, target: string): void {
  try {
    fs.linkSync(source, target);
  } catch {
    fs.copyFileSync(source, target);
  }
}

/** As many ports in a row as the launcher counts on, somewhere nobody listens. */
async function findPortRange(): Promise<number> {
  for (;;) {
    // Below the numbers that systems hand out for outgoing connections, which would take one between two starts.
    const start = 20_000 + Math.floor(Math.random() * 12_000);
    const taken = await Promise.all([0, 25, 26, 42, 54].map((offset) => isTaken(start + offset)));
    if (!taken.includes(true)) return start;
  }
}

function isTaken(candidate: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = net.createServer().once('error', () => resolve(true));
    probe.listen(candidate, '127.0.0.1', () => probe.close(() => resolve(false)));
  });
}

beforeAll(async () => {
  const home = fs.mkdtempSync(path.join(os.tmpdir(), 'latchkey launcher '));
  fs.chmodSync(home, 0o755);
  shopDir = path.join(home, 'the shop');
  linkTree(path.join(projectDir, 'node_modules'), path.join(shopDir, 'node_modules'));
  for (const entry of ['src', 'supabase', 'prisma', 'public', 'package.json', 'package-lock.json', 'tsconfig.json', 'next.config.js', 'postcss.config.mjs', 'prisma.config.ts']) {
    fs.cpSync(path.join(projectDir, entry), path.join(shopDir, entry), { recursive: true, filter: (source) => !source.includes(path.join('prisma', 'generated')) });
  }
  // One seller's packs are enough to see that the demo data is written.
  const seeds = path.join(shopDir, 'supabase', 'seeds');
  for (const seller of fs.readdirSync(seeds).sort().slice(1)) fs.rmSync(path.join(seeds, seller), { recursive: true });
  fs.writeFileSync(path.join(seeds, 'people.json'), JSON.stringify({ schema: 1, people: [], organizations: [] }));
  fs.writeFileSync(path.join(seeds, 'reviews.json'), JSON.stringify({ schema: 1, purchases: {}, reviews: [], favorites: {} }));
  fs.rmSync(path.join(shopDir, 'src', 'app'), { recursive: true });
  fs.rmSync(path.join(shopDir, 'src', 'proxy.ts'), { force: true });
  fs.mkdirSync(path.join(shopDir, 'src', 'app'));
  fs.writeFileSync(path.join(shopDir, 'src', 'app', 'layout.tsx'), 'export default function Layout({ children }: { children: React.ReactNode }) { return <html lang="en"><body>{children}</body></html>; }');
  fs.writeFileSync(path.join(shopDir, 'src', 'app', 'page.tsx'), 'export default function Page() { return <p>A plain page</p>; }');
  port = await findPortRange();
}, firstStartMs);

afterEach(async () => {
  for (const launcher of launchers.splice(0)) {
    if (launcher.process.exitCode === null) launcher.process.kill('SIGTERM');
    await launcher.ended();
  }
}, startMs);

afterAll(() => fs.rmSync(path.dirname(shopDir), { recursive: true, force: true }));

describe('from an empty folder on', { shuffle: false }, () => {
  test('the first start makes everything, says so, and Ctrl-C ends everything', { timeout: firstStartMs }, async () => {
    const launcher = new Launcher();
    await launcher.open(firstStartMs);
    for (const step of ['postgres', 'schema', 'demo', 'mail', 'stripe', 'build', 'shop']) expect(launcher.output).toMatch(new RegExp(`^${step} `, 'm'));
    expect(await (await fetch(`http://localhost:${port}/`)).text()).toContain('A plain page');
    expect(await (await fetch(`http://localhost:${port + 25}/api/messages`)).json()).toEqual([]);
    expect(fs.statSync(path.join(shopDir, '.latchkey', 'secrets.json')).mode & 0o777).toBe(0o600);
    expect(await ask('select count(*) > 0 as any from products')).toEqual([{ any: true }]);
    await ask('create table kept as select 1 as one');
    const started = launcher.descendants();
    expect(started.map(({ command }) => command).join('\n')).toMatch(/postgres -D .*the shop[^]*worker\.ts|worker\.ts[^]*postgres -D .*the shop/);
    launcher.process.kill('SIGINT');
    expect(await launcher.ended()).toBe(0);
    await expectAllGone(started.map(({ pid }) => pid));
  });

  test('the second start is quick, keeps the data, and refuses a third beside it', { timeout: startMs }, async () => {
    const begun = performance.now();
    const launcher = new Launcher();
    await launcher.open();
    const lasted = performance.now() - begun;
    for (const line of [/^schema +up to date/m, /^demo +data is there/m, /^build +is of these sources/m]) expect(launcher.output).toMatch(line);
    // A machine with more to do than it has processors says nothing about the launcher.
    if ((os.loadavg()[0] ?? 0) < os.cpus().length) expect(lasted).toBeLessThan(5_000);
    expect(await ask('select one from kept')).toEqual([{ one: 1 }]);
    const third = new Launcher();
    expect(await third.ended()).toBe(1);
    expect(third.output.trim()).toBe(`This shop is already running here (process ${launcher.process.pid}). Use that one, or stop it first.`);
    expect((await fetch(`http://localhost:${port}/`)).status).toBe(200);
  });

  test('killed with -9 it takes its children along, and starts again', { timeout: startMs }, async () => {
    const launcher = new Launcher();
    await launcher.open();
    const started = launcher.descendants();
    expect(started.length).toBeGreaterThan(3);
    launcher.process.kill('SIGKILL');
    await expectAllGone(started.map(({ pid }) => pid));
    await new Launcher().open();
    expect(await ask('select one from kept')).toEqual([{ one: 1 }]);
  });

  test('killed with its guard, what it leaves behind is ended by the next start', { timeout: startMs }, async () => {
    const launcher = new Launcher();
    await launcher.open();
    const started = launcher.descendants();
    killOne(started, 'guard-process');
    launcher.process.kill('SIGKILL');
    await launcher.ended();
    await new Launcher().open();
    await expectAllGone(started.map(({ pid }) => pid));
  });

  test.each(['worker.ts', 'web/main.ts'])('when %s dies, one line says so and nothing is left', { timeout: startMs }, async (victim) => {
    const launcher = new Launcher();
    await launcher.open();
    const started = launcher.descendants();
    killOne(started, victim);
    expect(await launcher.ended()).toBe(1);
    expect(launcher.output).toMatch(/^(worker|shop) ended by itself \(.+\), so everything was stopped\./m);
    await expectAllGone(started.map(({ pid }) => pid));
  });

  test('when Postgres is killed, one line says so and it is started again', { timeout: startMs }, async () => {
    const launcher = new Launcher();
    await launcher.open();
    killPostmaster();
    await expect.poll(() => launcher.output, { timeout: startMs }).toContain('postgres   ended by itself (signal SIGKILL); starting it again');
    await expect.poll(() => ask('select 1 as one').catch(() => null), { timeout: startMs }).toEqual([{ one: 1 }]);
    const started = launcher.descendants();
    launcher.process.kill('SIGTERM');
    expect(await launcher.ended()).toBe(0);
    await expectAllGone(started.map(({ pid }) => pid));
  });

  test.each([0, 25, 26, 42, 54])('a taken port (+%i) is named, and nothing is left', { timeout: startMs }, async (offset) => {
    const squatter = net.createServer().listen(port + offset, '127.0.0.1');
    await once(squatter, 'listening');
    const launcher = new Launcher();
    expect(await launcher.ended()).toBe(1);
    squatter.close();
    expect(launcher.output).toContain(`port ${port + offset} on 127.0.0.1 is taken by another program.`);
    expect(launcher.output).not.toContain('    at ');
    expect(fs.existsSync(path.join(shopDir, '.latchkey', 'launcher.pid'))).toBe(false);
  });

  test('what .env names is not started here', { timeout: startMs }, async () => {
    fs.writeFileSync(path.join(shopDir, '.env'), 'SMTP_URL=smtp://127.0.0.1:9\nSTRIPE_SECRET_KEY=sk_test_something\nSTRIPE_WEBHOOK_SECRET=whsec_something\n');
    const launcher = new Launcher();
    await launcher.open();
    expect(launcher.output).not.toMatch(/^(mail|stripe) /m);
    await expect(fetch(`http://127.0.0.1:${port + 25}/`)).rejects.toThrow();
    fs.rmSync(path.join(shopDir, '.env'));
  });

  test('a wrong .env is told line by line before anything starts', { timeout: startMs }, async () => {
    fs.writeFileSync(path.join(shopDir, '.env'), 'DATABASE_URL=mysql://nowhere\nMAIL_FROM=x\n');
    const launcher = new Launcher();
    expect(await launcher.ended()).toBe(1);
    expect(launcher.output).toContain('DATABASE_URL');
    expect(launcher.output).not.toContain('    at ');
    fs.rmSync(path.join(shopDir, '.env'));
  });

  test('reset waits for the shop to be stopped, then removes its own folder and nothing else', { timeout: firstStartMs }, async () => {
    const launcher = new Launcher();
    await launcher.open();
    const refused = new Launcher({}, ['--reset']);
    expect(await refused.ended()).toBe(1);
    launcher.process.kill('SIGTERM');
    await launcher.ended();
    const before = fs.readdirSync(shopDir);
    expect(await new Launcher({}, ['--reset']).ended()).toBe(0);
    expect(fs.readdirSync(shopDir)).toEqual(before.filter((entry) => entry !== '.latchkey'));
    // Pages that were prerendered from the old database must not be shown for the new one.
    const anew = new Launcher();
    await anew.open(firstStartMs);
    expect(anew.output).toMatch(/^build +built/m);
  });

  test.skipIf(process.getuid?.() !== 0)('a full disk is named', { timeout: startMs }, async (context) => {
    const disk = path.join(path.dirname(shopDir), 'small');
    fs.mkdirSync(disk);
    const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=12m,mode=755', 'tmpfs', disk]);
    if (mounted.status !== 0) return context.skip('this machine lets nobody mount');
    try {
      const launcher = new Launcher({ LATCHKEY_STATE_DIR: disk });
      expect(await launcher.ended()).toBe(1);
      expect(launcher.output.trim()).toMatch(/^Postgres: the disk that holds .+ is full\.$/);
    } finally {
      spawnSync('umount', [disk]);
    }
  });

  test('a folder that cannot be written is named', { timeout: startMs }, async () => {
    fs.chmodSync(shopDir, 0o555);
    // Root writes everywhere, so it tries as somebody else.
    const launcher = new Launcher({}, [], process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {});
    expect(await launcher.ended()).toBe(1);
    fs.chmodSync(shopDir, 0o755);
    expect(launcher.output.trim().split('\n')).toHaveLength(1);
    expect(launcher.output).toContain('cannot be written');
  });
});
