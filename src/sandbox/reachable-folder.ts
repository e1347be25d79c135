import fs from 'node:fs';
import path from 'node:path';

/** Makes a folder the server's user can walk through, whatever the umask; one that is there already keeps its mode. */
export function makeReachableFolder(folder: string): void {
  if (fs.existsSync(folder)) return;
  makeReachableFolder(path.dirname(folder));
  fs.mkdirSync(folder);
  fs.chmodSync(folder, 0o755);
}
