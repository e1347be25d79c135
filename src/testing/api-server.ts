import type { AddressInfo } from 'node:net';
import { createApiServer } from '@/server/http/node-server';
import { parseEnv } from '@/server/platform/env';
import { createPlatform, type Platform } from '@/server/platform/platform';
import { createTestDatabase, type TestDatabase } from './postgres';

/** The real API on a port of its own, over a database of its own. */
export interface ApiServer {
  database: TestDatabase;
  platform: Platform;
  url: string;
  port: number;
  stop(): Promise<void>;
}

/** Starts the standalone server as `npm run start:api` does. `variables` are added to the environment it reads; they may depend on the database. */
export async function startApiServer(variables: Record<string, string> | ((database: TestDatabase) => Record<string, string>) = {}): Promise<ApiServer> {
  const database = await createTestDatabase();
  const platform = createPlatform(testEnv(database, typeof variables === 'function' ? variables(database) : variables));
  const server = createApiServer(platform);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // An address of a listening TCP server is never a string.
  const { port } = server.address() as AddressInfo;
  return {
    database,
    platform,
    url: `http://127.0.0.1:${port}`,
    port,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await platform.close();
      await database.drop();
    },
  };
}

/** An environment for one test database; what it needs of the outside points at closed ports. */
export function testEnv(database: TestDatabase, variables: Record<string, string> = {}): ReturnType<typeof parseEnv> {
  return parseEnv({
    NODE_ENV: 'test',
    PUBLIC_URL: 'http://localhost:3000',
    DATABASE_URL: database.ownerUrl,
    DATABASE_USER_URL: database.userUrl,
    DATABASE_SERVICE_URL: database.serviceUrl,
    NEXTAUTH_SECRET: 'test-secret-test-secret-test-secret-1',
    DOWNLOAD_SECRET: 'test-secret-test-secret-test-secret-2',
    DATA_SECRET: 'test-secret-test-secret-test-secret-3',
    STRIPE_SECRET_KEY: 'sk_test_latchkey',
    STRIPE_WEBHOOK_SECRET: 'whsec_test_latchkey',
    SMTP_URL: 'smtp://127.0.0.1:9',
    STORAGE_DIR: '.latchkey/test-storage',
    ...variables,
  });
}
