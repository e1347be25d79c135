import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { BACKGROUND, type Database } from '@/server/platform/db';
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

/**
 * Runs every rule of `oracle/`, each one SQL file that returns what breaks it. Changes nothing; for ops and tests. Reads in the background:
 * as many rules at once as there are connections for it, and none of the shop's own.
 */
export async function checkBooks(db: Database): Promise<Verdict[]> {
  const files = (await readdir(RULES)).filter((file) => file.endsWith('.sql')).sort();
  const reader = db.readInBackground('check the books');
  const verdicts = new Map<string, Verdict>();
  const waiting = files.values();
  const lane = async () => {
    for (const file of waiting) {
      const sql = await readFile(`${RULES}/${file}`, 'utf8');
      const statement = (sql.split('\n')[0] ?? '').replace(/^--\s*/, '');
      verdicts.set(file, { rule: file.replace('.sql', ''), statement, violations: await runRule(reader, sql) });
    }
  };
  await Promise.all(Array.from({ length: BACKGROUND.connections }, lane));
  return files.flatMap((file) => verdicts.get(file) ?? []);
}
