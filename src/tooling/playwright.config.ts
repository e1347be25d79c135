import { defineConfig, devices } from '@playwright/test';
import { findSystemBrowser } from './system-browser';

const executablePath = findSystemBrowser();
const port = Number(process.env.E2E_PORT ?? 3900);
const baseURL = `http://localhost:${port}`;

export default defineConfig({
  testDir: '../e2e',
  testMatch: '*.e2e.ts',
  outputDir: '../../test-results/e2e',
  fullyParallel: false,
  workers: 1,
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  use: {
    baseURL,
    // The question about cookies is answered, but for the story that is about it.
    storageState: { cookies: [{ name: 'latchkey_consent', value: 'needed', domain: 'localhost', path: '/', expires: -1, httpOnly: false, secure: false, sameSite: 'Lax' }], origins: [] },
    // A control that can never be pressed fails here, with its name, and not when the whole story's time is up.
    actionTimeout: 15_000,
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
    launchOptions: {
      ...(executablePath && { executablePath }),
      args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'],
    },
  },
  projects: [
    { name: 'wide', testIgnore: '*.phone.e2e.ts', use: { ...devices['Desktop Chrome'], viewport: { width: 1440, height: 900 } } },
    { name: 'phone', testMatch: '*.phone.e2e.ts', use: { ...devices['Pixel 7'], viewport: { width: 390, height: 844 } } },
  ],
  webServer: {
    command: 'node src/sandbox/start.mjs --reset && exec node src/sandbox/start.mjs',
    cwd: '../..',
    url: `${baseURL}/api/health/ready`,
    timeout: 300_000,
    reuseExistingServer: process.env.E2E_REUSE === '1',
    stdout: 'pipe',
    gracefulShutdown: { signal: 'SIGTERM', timeout: 15_000 },
    // A state of its own, thrown away each time: the developer's shop is left alone.
    env: { PORT: String(port), LATCHKEY_STATE_DIR: 'node_modules/.cache/latchkey-e2e', RATE_LIMITS: 'on', LOG_LEVEL: 'warn' },
  },
});
