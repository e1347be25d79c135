import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { describeEnv, parseEnv } from '@/server/platform/env';
import { ENV_EXAMPLE_FILE, toEnvExample } from './env-example';

const complete = {
  NEXTAUTH_SECRET: 'a'.repeat(32),
  DOWNLOAD_SECRET: 'b'.repeat(32),
  DATA_SECRET: 'c'.repeat(32),
  STRIPE_WEBHOOK_SECRET: 'whsec_12345678',
};

test('.env.example names every variable (else: npx tsx src/tooling/env-example.ts)', async () => {
  expect(await readFile(ENV_EXAMPLE_FILE, 'utf8')).toBe(toEnvExample());
  expect(describeEnv().filter(({ description, name }) => description === '' && name !== 'NODE_ENV')).toEqual([]);
});

test('a complete environment passes, an empty string is as good as none', () => {
  const env = parseEnv({ ...complete, SMTP_URL: '' });
  expect([env.PORT, env.SMTP_URL, env.DATABASE_POOLER]).toEqual([3000, undefined, false]);
});

test.each([
  ['no secret at all', {}, /NEXTAUTH_SECRET/],
  ['a short secret', { ...complete, DOWNLOAD_SECRET: 'short' }, /DOWNLOAD_SECRET needs at least 32/],
  ['an empty second data secret', { ...complete, DATA_SECRET: `${'c'.repeat(40)},` }, /DATA_SECRET needs at least 32 characters in each secret/],
  ['no webhook secret', { ...complete, STRIPE_WEBHOOK_SECRET: '' }, /STRIPE_WEBHOOK_SECRET/],
  ['an empty second webhook secret', { ...complete, STRIPE_WEBHOOK_SECRET: 'whsec_12345678, ' }, /holds an empty secret/],
  ['demo accounts on a public shop', { ...complete, DEMO_SIGN_IN: '1', PUBLIC_URL: 'https://shop.example', STRIPE_API_URL: 'http://127.0.0.1:1' }, /DEMO_SIGN_IN is for the embedded default only/],
  ['demo accounts beside the real Stripe', { ...complete, DEMO_SIGN_IN: '1' }, /DEMO_SIGN_IN/],
  ['demo accounts beside a database elsewhere', { ...complete, DEMO_SIGN_IN: '1', STRIPE_API_URL: 'http://127.0.0.1:1', DATABASE_URL: 'postgresql://db.example/x' }, /DEMO_SIGN_IN/],
  ['a live key beside the double', { ...complete, STRIPE_API_URL: 'http://127.0.0.1:1', STRIPE_SECRET_KEY: 'sk_live_123' }, /live key/],
  ['a bucket without keys', { ...complete, S3_BUCKET: 'packs' }, /S3_BUCKET needs/],
])('%s stops the start', (_, variables, message) => {
  expect(() => parseEnv(variables)).toThrow(message);
});
