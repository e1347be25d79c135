import type { ChildProcessByStdio } from 'node:child_process';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { StartPostgresOptions } from '@/sandbox/postgres';
import { startPostgres, stopOrphanedPostgres } from '@/sandbox/postgres';
import { isAlive } from '@/sandbox/postgres-lock';
import { sendSignal } from '@/sandbox/signal';
import { placeFolder } from '@/sandbox/postgres-place';
import { killOne, listDescendants } from '@/testing/processes';
import { projectDir } from '@/tooling/migrate';

let home: string;
const stops: (() => unknown)[] = [];

beforeEach(() => {
  home = fs.mkdtempSync(path.join(os.tmpdir(), 'latchkey test with spaces '));
  // The server's user must reach the cluster, whatever the umask of this run.
  fs.chmodSync(home, 0o755);
});

afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
  fs.rmSync(home, { recursive: true, force: true });
});

async function start(options: Partial<StartPostgresOptions> = {}) {
  const server = await startPostgres({ dataDir: path.join(home, 'data'), durable: true, ...options });
  stops.push(() => server.stop());
  return server;
}

async function ask(url: string, statement: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(statement)).rows;
  } finally {
    await client.end();
  }
}

/** A process of its own that runs a server until it is killed, as the launcher does. */
async function startInOwnProcess(): Promise<{ launcher: ChildProcessByStdio<null, Readable, null>; serverPid: number; url: string }> {
  const script = `
    import { startPostgres } from './src/sandbox/postgres.ts';
    const server = await startPostgres({ dataDir: ${JSON.stringify(path.join(home, 'data'))}, durable: true });
    console.log(JSON.stringify({ pid: server.pid, url: server.url }));
    setInterval(() => {}, 1000);`;
  const launcher = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], { cwd: projectDir, stdio: ['ignore', 'pipe', 'inherit'] });
  stops.push(async () => {
    launcher.kill('SIGKILL');
    await stopOrphanedPostgres(path.join(home, 'data'));
  });
  const [line] = (await once(createInterface({ input: launcher.stdout }), 'line')) as [string];
  const { pid, url } = JSON.parse(line) as { pid: number; url: string };
  return { launcher, serverPid: pid, url };
}

describe('a cluster in a folder with spaces', () => {
  test('takes queries, keeps its data over a restart, and writes to disk before it says so', async () => {
    const first = await start({ database: 'latchkey' });
    await ask(first.url, 'create table kept as select 1 as one');
    expect(await ask(first.url, 'select current_database() as name, current_setting($$fsync$$) as fsync')).toEqual([{ name: 'latchkey', fsync: 'on' }]);
    await first.stop();
    const second = await start({ database: 'latchkey' });
    expect(await ask(second.url, 'select one from kept')).toEqual([{ one: 1 }]);
  });

  test('never runs as root', async () => {
    const server = await start({ durable: false });
    const owner = fs.existsSync('/proc') ? fs.statSync(`/proc/${server.pid}`).uid : process.getuid?.();
    expect(owner).not.toBe(0);
  });

  test('lets nobody in without its password', async () => {
    const server = await start({ password: 'right' });
    await expect(ask(server.url.replace('right', 'wrong'), 'select 1')).rejects.toThrow(/password authentication failed/);
  });
});

describe('faults of the machine', () => {
  test('a taken port is named', async () => {
    const squatter = net.createServer().listen(0, '127.0.0.1');
    await once(squatter, 'listening');
    const { port } = squatter.address() as net.AddressInfo;
    await expect(start({ port })).rejects.toMatchObject({ code: 'port_taken', message: expect.stringContaining(`port ${port} on 127.0.0.1 is taken`) });
    squatter.close();
    await expect(start({ port })).resolves.toBeDefined();
  });

  test('a second start on a running cluster is refused, and the first goes on', async () => {
    const first = await start();
    await expect(start()).rejects.toMatchObject({ code: 'already_running', message: expect.stringContaining(`process ${first.pid}, port ${first.port}`) });
    expect(await ask(first.url, 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  test('a folder that cannot be written is named', async () => {
    fs.chmodSync(home, 0o500);
    await expect(start()).rejects.toMatchObject({ code: 'unwritable', message: expect.stringContaining('cannot be written') });
    fs.chmodSync(home, 0o755);
  });

  test('a cluster of another Postgres is left alone', async () => {
    await (await start({ durable: false })).stop();
    fs.writeFileSync(path.join(home, 'data', 'PG_VERSION'), '11\n');
    await expect(start()).rejects.toMatchObject({ code: 'wrong_version', message: expect.stringContaining('PostgreSQL 11') });
  });

  test.skipIf(process.getuid?.() !== 0)('a full disk is named', async (context) => {
    const disk = path.join(home, 'small');
    fs.mkdirSync(disk);
    const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=12m,mode=755', 'tmpfs', disk]);
    if (mounted.status !== 0) return context.skip('this machine lets nobody mount');
    stops.push(() => spawnSync('umount', [disk]));
    await expect(start({ dataDir: path.join(disk, 'data') })).rejects.toMatchObject({ code: 'disk_full', message: expect.stringContaining('full') });
  });

  test('an initdb that was cut off is made again', async () => {
    fs.mkdirSync(path.join(home, 'data.new'));
    fs.writeFileSync(path.join(home, 'data.new', 'PG_VERSION'), '18\n');
    await expect(start()).resolves.toBeDefined();
  });
});

describe('death', () => {
  test('a server killed with -9 starts again with what was committed', async () => {
    const first = await start();
    await ask(first.url, 'create table kept as select 1 as one');
    sendSignal(first.pid, 'SIGKILL');
    expect(await first.exited).toBe('signal SIGKILL');
    expect(fs.existsSync(path.join(home, 'data', 'postmaster.pid'))).toBe(true);
    const second = await start();
    expect(await ask(second.url, 'select one from kept')).toEqual([{ one: 1 }]);
  });

  test('a lock file whose number now belongs to another program does not stop it', async () => {
    await (await start({ durable: false })).stop();
    fs.writeFileSync(path.join(home, 'data', 'postmaster.pid'), `${process.pid}\n${path.join(home, 'data')}\n0\n5432\n`);
    await expect(start({ durable: false })).resolves.toBeDefined();
  });

  test('the server ends when the process that started it is killed with -9', async () => {
    const { launcher, serverPid, url } = await startInOwnProcess();
    await ask(url, 'create table kept as select 1 as one');
    launcher.kill('SIGKILL');
    await expect.poll(() => isAlive(serverPid), { timeout: 10_000 }).toBe(false);
    const again = await start();
    expect(await ask(again.url, 'select one from kept')).toEqual([{ one: 1 }]);
  });

  test('a server that outlived everything is stopped by the next start', async () => {
    const { launcher, serverPid } = await startInOwnProcess();
    if (launcher.pid === undefined) throw new Error('not started');
    killOne(listDescendants(launcher.pid), 'guard-process');
    launcher.kill('SIGKILL');
    await once(launcher, 'exit');
    expect(isAlive(serverPid)).toBe(true);
    await stopOrphanedPostgres(path.join(home, 'data'));
    await expect(start()).resolves.toBeDefined();
  });
});

test.skipIf(process.getuid?.() !== 0)("root's own home is no place for the server's user, so its cluster goes elsewhere", async () => {
  fs.chmodSync(home, 0o700);
  const elsewhere = fs.mkdtempSync(path.join(os.tmpdir(), 'latchkey-elsewhere-'));
  fs.chmodSync(elsewhere, 0o755);
  stops.push(() => fs.rmSync(elsewhere, { recursive: true }));
  const place = placeFolder(path.join(home, 'postgres'), elsewhere);
  expect(place).toBe(placeFolder(path.join(home, 'postgres'), elsewhere));
  expect(path.dirname(place)).toBe(elsewhere);
  const server = await start({ dataDir: path.join(place, 'data') });
  expect(await ask(server.url, 'select 1 as one')).toEqual([{ one: 1 }]);
});
