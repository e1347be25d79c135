// What must be there before anything else can run. Plain JavaScript, because it runs before anything is installed.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const projectDir = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..');

/** Ends the process with one line. */
export function fail(line) {
  console.error(`\nLatchkey cannot start. ${line}`);
  process.exit(1);
}

function assertNodeVersion() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) fail(`It needs Node 20.19 or newer; this is ${process.versions.node}.`);
}

function readPackages(file) {
  try {
    return JSON.parse(readFileSync(path.join(projectDir, file), 'utf8')).packages ?? {};
  } catch {
    return undefined;
  }
}

/** Whether node_modules holds what the lock asks for, by npm's own record of it: dates would lie after a clone or a copy. */
function isInstalled() {
  const wanted = readPackages('package-lock.json');
  const present = readPackages('node_modules/.package-lock.json');
  if (wanted === undefined) fail('package-lock.json is missing or cannot be read.');
  if (present === undefined) return false;
  const withoutDev = process.env.NODE_ENV === 'production';
  return Object.entries(wanted).every(
    ([place, { version, optional, dev, link }]) =>
      place === '' || optional || link || (withoutDev && dev) || present[place]?.version === version,
  );
}

function install() {
  console.log('packages   installing what package-lock.json names (once, about a minute)');
  const npm = process.env.npm_execpath;
  const flags = ['ci', '--ignore-scripts', '--no-audit', '--no-fund'];
  const options = { cwd: projectDir, stdio: 'inherit' };
  const run = npm === undefined ? spawnSync('npm', flags, { ...options, shell: process.platform === 'win32' }) : spawnSync(process.execPath, [npm, ...flags], options);
  if (run.status !== 0) fail('npm ci failed: its own words are above. It needs the network once.');
}

/** Checks Node, installs the packages of the lock when they are not there, and lets this process run TypeScript. */
export async function ensureInstalled() {
  assertNodeVersion();
  process.chdir(projectDir);
  if (!isInstalled()) install();
  const { register } = await import('tsx/esm/api');
  register({ tsconfig: path.join(projectDir, 'tsconfig.json') });
}
