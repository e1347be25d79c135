import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseEnv, type Env } from '@/server/platform/env';
import { createPlatform, type Platform } from '@/server/platform/platform';
import type { TestDatabase } from './postgres';

/** A platform on a test database and a folder of its own. Stripe and mail point nowhere unless `settings` say otherwise. */
export async function createTestPlatform(database: TestDatabase, settings: Partial<Record<keyof Env, string>> = {}): Promise<Platform> {
  const folder = await mkdtemp(path.join(tmpdir(), 'latchkey-test-'));
  const platform = createPlatform(
    parseEnv({
      NODE_ENV: 'test',
      DATABASE_USER_URL: database.userUrl,
      DATABASE_SERVICE_URL: database.serviceUrl,
      NEXTAUTH_SECRET: 'a-secret-for-tests-a-secret-for-tests',
      DOWNLOAD_SECRET: 'another-secret-for-tests-another-one',
      DATA_SECRET: 'a-third-secret-for-tests-a-third-one',
      STRIPE_SECRET_KEY: 'sk_test_nowhere',
      STRIPE_WEBHOOK_SECRET: 'whsec_for_tests',
      STRIPE_API_URL: 'http://127.0.0.1:1',
      SMTP_URL: 'smtp://127.0.0.1:1',
      STORAGE_DIR: folder,
      RATE_LIMITS: 'off',
      ...settings,
    }),
  );
  return {
    ...platform,
    close: async () => {
      await platform.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
