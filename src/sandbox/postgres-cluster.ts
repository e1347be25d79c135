import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import type { PostgresBinaries } from '@/sandbox/postgres-binaries';
import { serverUser } from '@/sandbox/postgres-binaries';
import { makeReachableFolder } from '@/sandbox/reachable-folder';
import { SandboxError, toSandboxError } from '@/sandbox/sandbox-error';

/** The environment of initdb and the server: no locale and no time zone of the machine gets into the cluster. */
export function serverEnvironment(): NodeJS.ProcessEnv {
  return { NODE_ENV: 'production', PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' };
}

/** What a new cluster needs to be made. */
export type ClusterOptions = { dataDir: string; password: string; durable: boolean };

/**
 * Makes the cluster unless `dataDir` holds one. It is made beside its final place and renamed: a run killed half-way leaves no half cluster.
 * @throws SandboxError `wrong_version`, `disk_full`, `unwritable`, `died`
 */
export function ensureCluster(binaries: PostgresBinaries, options: ClusterOptions): void {
  const { dataDir } = options;
  try {
    if (fs.existsSync(path.join(dataDir, 'PG_VERSION'))) {
      assertVersion(binaries, dataDir);
      takeOwnership(dataDir);
      return;
    }
    const staging = `${dataDir}.new`;
    makeReachableFolder(path.dirname(dataDir));
    fs.rmSync(staging, { recursive: true, force: true });
    makePrivateFolder(staging);
    runInitdb(binaries, staging, options);
    fs.rmSync(dataDir, { recursive: true, force: true });
    fs.renameSync(staging, dataDir);
  } catch (error) {
    if (error instanceof SandboxError) throw error;
    throw toSandboxError(String(error), { what: 'Postgres', where: path.dirname(dataDir) }) ?? error;
  }
}

function assertVersion(binaries: PostgresBinaries, dataDir: string): void {
  const made = fs.readFileSync(path.join(dataDir, 'PG_VERSION'), 'utf8').trim();
  if (made === binaries.majorVersion) return;
  throw new SandboxError(
    'wrong_version',
    `Postgres: the data in ${dataDir} was made by PostgreSQL ${made}, but ${binaries.majorVersion} is installed. Run npm run reset to start over.`,
  );
}

/** A cluster that was copied with its project may have changed owner and mode, and Postgres refuses both. */
function takeOwnership(dataDir: string): void {
  const owner = serverUser()?.uid ?? process.getuid?.();
  if (owner === undefined) return;
  if (fs.statSync(dataDir).uid !== owner) {
    if (process.getuid?.() !== 0) {
      throw new SandboxError('unwritable', `Postgres: ${dataDir} belongs to another user. Start the shop as the user who started it first.`);
    }
    chownTree(dataDir, owner);
  }
  fs.chmodSync(dataDir, 0o700);
}

function chownTree(at: string, owner: number): void {
  fs.lchownSync(at, owner, owner);
  if (!fs.lstatSync(at).isDirectory()) return;
  for (const entry of fs.readdirSync(at)) chownTree(path.join(at, entry), owner);
}

function makePrivateFolder(folder: string): void {
  fs.mkdirSync(folder, { mode: 0o700 });
  const user = serverUser();
  if (user !== undefined) fs.chownSync(folder, user.uid, user.gid);
}

function runInitdb(binaries: PostgresBinaries, folder: string, { password, durable }: ClusterOptions): void {
  const passwordFile = `${folder}.pw`;
  const user = serverUser();
  fs.rmSync(passwordFile, { force: true });
  fs.writeFileSync(passwordFile, password, { mode: 0o600 });
  if (user !== undefined) fs.chownSync(passwordFile, user.uid, user.gid);
  const flags = [
    '-D',
    folder,
    '-U',
    'postgres',
    '-A',
    'scram-sha-256',
    `--pwfile=${passwordFile}`,
    '-E',
    'UTF8',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--locale=C',
    '--set=scram_iterations=4',
  ];
  const run = spawnSync(binaries.initdb, durable ? flags : [...flags, '--no-sync'], { ...user, env: serverEnvironment(), encoding: 'utf8', cwd: folder });
  fs.rmSync(passwordFile, { force: true });
  if (run.status === 0) return;
  const said = `${run.error?.message ?? ''}\n${run.stderr}\n${run.stdout}`;
  throw (
    toSandboxError(said, { what: 'Postgres', where: path.dirname(folder) }) ??
    new SandboxError('died', `Postgres: a new database could not be made: ${firstLine(said)}`, said)
  );
}

/** The first line with something in it. */
export function firstLine(text: string): string {
  return (
    text
      .split('\n')
      .find((line) => line.trim() !== '')
      ?.trim() ?? 'no reason given'
  );
}
