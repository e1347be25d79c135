import { createHash } from 'node:crypto';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { supabaseBootstrapSql } from '@/sandbox/supabase-bootstrap';
import { projectDir } from '@/tooling/migrate';

/** Everything a migrated database is made of: another hash, another schema. */
export function schemaHash(): string {
  const folder = path.join(projectDir, 'supabase', 'migrations');
  const hash = createHash('sha256').update(supabaseBootstrapSql);
  for (const file of fs.readdirSync(folder).sort()) hash.update(`\0${file}\0`).update(fs.readFileSync(path.join(folder, file)));
  hash.update(fs.readFileSync(path.join(projectDir, 'src', 'tooling', 'migrate.ts')));
  hash.update(fs.readFileSync(createRequire(import.meta.url).resolve('graphile-worker/package.json')));
  return hash.digest('hex');
}
