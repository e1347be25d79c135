import { describe, expect, it } from 'vitest';
import { parseEnv } from './env';

const LOCAL = {
  NODE_ENV: 'production',
  PUBLIC_URL: 'http://localhost:3000',
  DATABASE_URL: 'postgresql://postgres@127.0.0.1:5432/latchkey',
  NEXTAUTH_SECRET: 'n'.repeat(32),
  DOWNLOAD_SECRET: 'd'.repeat(32),
  DATA_SECRET: 'e'.repeat(32),
  STRIPE_SECRET_KEY: 'sk_test_latchkey',
  STRIPE_WEBHOOK_SECRET: 'whsec_test',
  STRIPE_API_URL: 'http://127.0.0.1:3042',
};

describe('DEMO_SIGN_IN', () => {
  it('is allowed where shop, database and Stripe double are on this machine', () => {
    expect(parseEnv({ ...LOCAL, DEMO_SIGN_IN: '1' }).DEMO_SIGN_IN).toBe(true);
    expect(parseEnv(LOCAL).DEMO_SIGN_IN).toBe(false);
  });

  it.each([
    ['a shop others can reach', { PUBLIC_URL: 'https://shop.example' }],
    ['a database elsewhere', { DATABASE_URL: 'postgresql://postgres@db.example/latchkey' }],
    ['the real Stripe', { STRIPE_API_URL: '' }],
    ['a double elsewhere', { STRIPE_API_URL: 'https://stripe.example' }],
    ['a name that only looks local', { PUBLIC_URL: 'http://localhost.evil.example' }],
  ])('stops the start with %s', (_name, change) => {
    expect(() => parseEnv({ ...LOCAL, ...change, DEMO_SIGN_IN: '1' })).toThrow('DEMO_SIGN_IN is for the embedded default only');
    expect(() => parseEnv({ ...LOCAL, ...change })).not.toThrow();
  });
});

it('stops the start without a secret, naming each', () => {
  expect(() => parseEnv({ ...LOCAL, NEXTAUTH_SECRET: 'short', DOWNLOAD_SECRET: '', STRIPE_WEBHOOK_SECRET: '' })).toThrow(/NEXTAUTH_SECRET.*\n.*DOWNLOAD_SECRET.*\n.*STRIPE_WEBHOOK_SECRET/);
  expect(() => parseEnv({ ...LOCAL, NEXTAUTH_SECRET: undefined, STRIPE_WEBHOOK_SECRET: '' })).toThrow(/NEXTAUTH_SECRET is not set\n.*STRIPE_WEBHOOK_SECRET is not set/);
});
