import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '@/testing/postgres';
import { mirrorSchema, SCHEMA_FILE } from './schema-mirror';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

test('prisma/schema.prisma mirrors the migrated database (else: npm run db:mirror)', async () => {
  expect(await mirrorSchema(database.ownerUrl)).toBe(await readFile(SCHEMA_FILE, 'utf8'));
});
