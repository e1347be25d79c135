import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Database } from '@/server/platform/db';
import { runRule } from './audit.queries';

/** One rule of the books and what breaks it. An empty list means it holds. */
export interface Verdict {
  /** File name of the rule, such as `i01-postings-sum-to-zero`. */
  rule: string;
  /** What the rule says, in a sentence. */
  statement: string;
  violations: { subject: string; found: string }[];
}

const RULES = fileURLToPath(new URL('./oracle/', import.meta.url));

/** Runs every rule of `oracle/`, each one SQL file that returns what breaks it. Changes nothing; for ops and tests. */
export async function checkBooks(db: Database): Promise<Verdict[]> {
  const files = (await readdir(RULES)).filter((file) => file.endsWith('.sql')).sort();
  const reader = db.readAsService('check the books');
  return Promise.all(
    files.map(async (file) => {
      const sql = await readFile(`${RULES}/${file}`, 'utf8');
      const statement = (sql.split('\n')[0] ?? '').replace(/^--\s*/, '');
      return { rule: file.replace('.sql', ''), statement, violations: await runRule(reader, sql) };
    }),
  );
}
