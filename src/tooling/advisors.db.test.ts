import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '@/testing/postgres';
import { projectDir } from './migrate';
import { runSupabaseCli, toCliUrl } from './supabase-cli';

/** Warnings of Supabase's advisors that stay, each with its reason. */
const EXPLAINED = [
  { finding: /^function_search_path_mutable: Function `graphile_worker\./, reason: 'The queue’s own functions, made by its library; only the service may call them, and each names its schema.' },
  { finding: /^function_search_path_mutable: Function `app\.(months_since|window_start|window_end)`/, reason: 'Their bodies follow RETURN and are bound when they are made; pinned, they would not be inlined.' },
];

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

interface Finding {
  name: string;
  level: 'ERROR' | 'WARN' | 'INFO';
  detail: string;
}

/** Runs the advisors as they run for a project whose API serves the schema `public`. */
async function findings(): Promise<Finding[]> {
  const args = ['db', 'advisors', `--db-url=${toCliUrl(database.ownerUrl)}`, '--type', 'all', '--level', 'info', '--yes'];
  const output = await runSupabaseCli({ projectDir, args, settings: ['pgrst.db_schemas=public'] });
  return JSON.parse(output.slice(output.indexOf('[\n'), output.lastIndexOf(']') + 1)) as Finding[];
}

test('Supabase’s own advisors find no error and no warning left unexplained', async () => {
  const all = await findings();
  // A fresh database has used no index; were even this not said, the advisors would not have run.
  expect(all.some(({ name }) => name === 'unused_index')).toBe(true);
  const serious = all.filter(({ level }) => level !== 'INFO').map(({ name, detail }) => `${name}: ${detail}`);
  expect(serious.filter((line) => !EXPLAINED.some(({ finding }) => finding.test(line)))).toEqual([]);
  expect(EXPLAINED.filter(({ finding }) => !serious.some((line) => finding.test(line)))).toEqual([]);
});
