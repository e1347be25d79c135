import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..');
const alias = { '@generated': path.join(root, 'prisma', 'generated'), '@': path.join(root, 'src') };

export default defineConfig({
  root,
  cacheDir: path.join(root, 'node_modules', '.cache', 'vitest'),
  resolve: { alias },
  test: {
    sequence: { shuffle: true },
    maxWorkers: 2,
    // Faults are provoked on purpose; what a test expects of the log it looks at itself.
    env: { LOG_LEVEL: 'silent' },
    projects: [
      {
        extends: true,
        test: { name: 'pure', include: ['src/**/*.test.{ts,tsx}'], exclude: ['src/**/*.db.test.ts'], testTimeout: 30_000 },
      },
      {
        extends: true,
        test: {
          name: 'db',
          include: ['src/**/*.db.test.ts'],
          globalSetup: ['src/testing/postgres-setup.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
