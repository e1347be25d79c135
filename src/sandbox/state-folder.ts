import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { isReachable, serverUser } from '@/sandbox/postgres-binaries';
import { placeFolder } from '@/sandbox/postgres-place';
import { makeReachableFolder } from '@/sandbox/reachable-folder';
import { SandboxError, toSandboxError } from '@/sandbox/sandbox-error';

/** Everything the embedded default keeps is in here, except a cluster that had to be put elsewhere. */
export interface StateFolder {
  /** `.latchkey` in the project, unless told otherwise. */
  dir: string;
  logs: string;
  /** Holds `data`, the cluster. */
  clusterHome: string;
}

/** Where the state of a project is, without making anything. `LATCHKEY_STATE_DIR` names another place, so that a suite leaves the shop one plays with alone. */
export function findStateFolder(projectDir: string): StateFolder {
  const dir = findStateDir(projectDir);
  return { dir, logs: path.join(dir, 'logs'), clusterHome: findClusterHome(projectDir, dir) };
}

/** @throws SandboxError `unwritable`, `disk_full` */
export function openStateFolder(projectDir: string): StateFolder {
  const state = findStateFolder(projectDir);
  try {
    makeReachableFolder(state.dir);
    fs.mkdirSync(state.logs, { recursive: true });
    fs.mkdirSync(path.join(state.dir, 'mail'), { recursive: true });
    makeReachableFolder(state.clusterHome);
    writeWhole(placeFile(state.dir), JSON.stringify({ projectDir, clusterHome: state.clusterHome }), 0o644);
    return state;
  } catch (error) {
    throw toSandboxError(String(error), { what: 'State', where: state.dir }) ?? error;
  }
}

/** Written beside and renamed: a crash never leaves half a file. */
export function writeWhole(file: string, content: string, mode: number): void {
  const partial = `${file}.${process.pid}`;
  fs.writeFileSync(partial, content, { mode });
  fs.renameSync(partial, file);
}

/** A secret that is made once and kept. */
export type SecretName = 'NEXTAUTH_SECRET' | 'DOWNLOAD_SECRET' | 'DATA_SECRET' | 'STRIPE_SECRET_KEY' | 'STRIPE_WEBHOOK_SECRET' | 'DATABASE_APP_PASSWORD';

const makeSecret: Record<SecretName, () => string> = {
  NEXTAUTH_SECRET: () => randomBytes(32).toString('base64url'),
  DOWNLOAD_SECRET: () => randomBytes(32).toString('base64url'),
  DATA_SECRET: () => randomBytes(32).toString('base64url'),
  STRIPE_SECRET_KEY: () => `sk_test_${randomBytes(24).toString('hex')}`,
  STRIPE_WEBHOOK_SECRET: () => `whsec_${randomBytes(24).toString('hex')}`,
  DATABASE_APP_PASSWORD: () => randomBytes(24).toString('base64url'),
};

/** The secrets of this project, readable by their owner only; missing ones are made. */
export function keepSecrets(stateDir: string): Record<SecretName, string> {
  const file = path.join(stateDir, 'secrets.json');
  const kept = readRecord(file);
  const secrets = Object.fromEntries(Object.entries(makeSecret).map(([name, make]) => [name, kept[name] ?? make()]));
  writeWhole(file, `${JSON.stringify(secrets, null, 2)}\n`, 0o600);
  const read = (name: SecretName): string => secrets[name] ?? '';
  return {
    NEXTAUTH_SECRET: read('NEXTAUTH_SECRET'),
    DOWNLOAD_SECRET: read('DOWNLOAD_SECRET'),
    DATA_SECRET: read('DATA_SECRET'),
    STRIPE_SECRET_KEY: read('STRIPE_SECRET_KEY'),
    STRIPE_WEBHOOK_SECRET: read('STRIPE_WEBHOOK_SECRET'),
    DATABASE_APP_PASSWORD: read('DATABASE_APP_PASSWORD'),
  };
}

/** The owner's password lies beside its cluster, not with the other secrets: they are lost or moved together. */
export function keepOwnerPassword(clusterHome: string): string {
  const file = path.join(clusterHome, 'owner-password');
  try {
    if (!fs.existsSync(file)) writeWhole(file, randomBytes(24).toString('base64url'), 0o600);
    return fs.readFileSync(file, 'utf8').trim();
  } catch (error) {
    throw toSandboxError(String(error), { what: 'Postgres', where: clusterHome }) ?? error;
  }
}

/** Deletes everything the embedded default has kept. */
export function removeState({ dir, clusterHome }: StateFolder): void {
  try {
    fs.rmSync(clusterHome, { recursive: true, force: true });
    fs.rmSync(dir, { recursive: true, force: true });
  } catch (error) {
    throw toSandboxError(String(error), { what: 'Reset', where: dir }) ?? new SandboxError('unwritable', `Reset: ${String(error)}`);
  }
}

function findClusterHome(projectDir: string, stateDir: string): string {
  const wished = path.join(stateDir, 'postgres');
  const user = serverUser();
  if (user === undefined || isReachable(wished, user)) return wished;
  const recorded = readRecord(placeFile(stateDir));
  // A project that was moved keeps its cluster; a copy of a project that still stands gets its own.
  const isCopy = recorded.projectDir !== projectDir && recorded.projectDir !== undefined && readRecord(placeFile(findStateDir(recorded.projectDir))).projectDir !== undefined;
  if (recorded.clusterHome !== undefined && !isCopy && isReachable(recorded.clusterHome, user)) return recorded.clusterHome;
  return placeFolder(wished, '/var/lib');
}

function findStateDir(projectDir: string): string {
  return path.resolve(projectDir, process.env.LATCHKEY_STATE_DIR ?? '.latchkey');
}

function placeFile(stateDir: string): string {
  return path.join(stateDir, 'place.json');
}

function readRecord(file: string): Record<string, string | undefined> {
  try {
    const read: unknown = JSON.parse(fs.readFileSync(file, 'utf8'));
    if (read === null || typeof read !== 'object') return {};
    return Object.fromEntries(Object.entries(read).filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
  } catch {
    return {};
  }
}
