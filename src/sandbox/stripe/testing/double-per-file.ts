import { afterAll, beforeAll, beforeEach } from 'vitest';
import { createTestDatabase, type TestDatabase } from '@/testing/postgres';
import { TestDouble } from './harness';

type Overrides = Parameters<typeof TestDouble.start>[1];

/** A double and a database for the tests of one file; before each test it is as if nothing had happened. */
export function doublePerFile(overrides: Overrides = {}): { shop: () => TestDouble; database: () => TestDatabase } {
  let database: TestDatabase;
  let shop: TestDouble;
  beforeAll(async () => {
    database = await createTestDatabase();
    shop = await TestDouble.start(database.ownerUrl, overrides);
  });
  afterAll(async () => {
    await shop.stop();
    await database.drop();
  });
  beforeEach(async () => {
    await shop.control('reset', {});
    shop.endpoint.arrivals.length = 0;
  });
  return { shop: () => shop, database: () => database };
}
