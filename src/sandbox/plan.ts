import fs from 'node:fs';
import path from 'node:path';
import { SANDBOX_MODEL } from '@/sandbox/model/start-model';
import type { SecretName } from '@/sandbox/state-folder';
import { parseEnv } from '@/server/platform/env';

/** Ports of the embedded parts, counted from the shop's own: moving PORT moves them all. */
export interface SandboxPorts {
  shop: number;
  inbox: number;
  smtp: number;
  stripe: number;
  postgres: number;
  model: number;
}

/** What is started here, and the environment every part of the shop gets. */
export interface Plan {
  dev: boolean;
  environment: NodeJS.ProcessEnv;
  ports: SandboxPorts;
  publicUrl: string;
  embedded: { postgres: boolean; stripe: boolean; mail: boolean; model: boolean };
}

/** Reads `.env` into this process. What the process was started with wins. */
export function loadEnvFile(projectDir: string): void {
  const file = path.join(projectDir, '.env');
  if (fs.existsSync(file)) process.loadEnvFile(file);
}

function given(name: string): string | undefined {
  const value = process.env[name];
  return value === undefined || value === '' ? undefined : value;
}

function toPorts(): SandboxPorts {
  const shop = Number(given('PORT') ?? 3000);
  if (!Number.isInteger(shop) || shop < 1 || shop > 65_400) throw new Error('PORT must be a number between 1 and 65400.');
  return { shop, inbox: shop + 25, smtp: shop + 26, stripe: shop + 42, postgres: shop + 54, model: shop + 61 };
}

/**
 * Fills in what `.env` leaves open: addresses of the embedded parts and kept secrets.
 * @throws Error naming each wrong or missing variable, one line each
 */
export function toPlan({ dev, secrets, ownerPassword }: { dev: boolean; secrets: Record<SecretName, string>; ownerPassword: string }): Plan {
  const ports = toPorts();
  const parts = { postgres: given('DATABASE_URL') === undefined, stripe: given('STRIPE_SECRET_KEY') === undefined, mail: given('SMTP_URL') === undefined };
  const publicUrl = given('PUBLIC_URL') ?? `http://localhost:${ports.shop}`;
  const allEmbedded = parts.postgres && parts.stripe && parts.mail;
  // A shop with real people in it has a real model or none.
  const embedded = { ...parts, model: allEmbedded && given('AI_BASE_URL') === undefined };
  const filled: Record<string, string | undefined> = {
    NODE_ENV: dev ? 'development' : 'production',
    PORT: String(ports.shop),
    PUBLIC_URL: publicUrl,
    NEXTAUTH_URL: given('NEXTAUTH_URL') ?? publicUrl,
    NEXT_TELEMETRY_DISABLED: '1',
    STORAGE_DIR: given('STORAGE_DIR') ?? path.join(given('LATCHKEY_STATE_DIR') ?? '.latchkey', 'storage'),
    DATABASE_APP_PASSWORD: given('DATABASE_APP_PASSWORD') ?? (embedded.postgres || given('DATABASE_USER_URL') === undefined ? secrets.DATABASE_APP_PASSWORD : undefined),
    ...(embedded.postgres && {
      DATABASE_URL: `postgresql://postgres:${encodeURIComponent(ownerPassword)}@127.0.0.1:${ports.postgres}/latchkey`,
      NEXTAUTH_SECRET: given('NEXTAUTH_SECRET') ?? secrets.NEXTAUTH_SECRET,
      DOWNLOAD_SECRET: given('DOWNLOAD_SECRET') ?? secrets.DOWNLOAD_SECRET,
      DATA_SECRET: given('DATA_SECRET') ?? secrets.DATA_SECRET,
    }),
    ...(embedded.stripe && {
      STRIPE_SECRET_KEY: secrets.STRIPE_SECRET_KEY,
      STRIPE_WEBHOOK_SECRET: given('STRIPE_WEBHOOK_SECRET') ?? secrets.STRIPE_WEBHOOK_SECRET,
      STRIPE_API_URL: `http://127.0.0.1:${ports.stripe}`,
    }),
    ...(embedded.model && { AI_BASE_URL: `http://127.0.0.1:${ports.model}/v1`, AI_API_KEY: 'sandbox', AI_MODELS: `${SANDBOX_MODEL}:150000:600000` }),
    ...(embedded.mail && { SMTP_URL: `smtp://127.0.0.1:${ports.smtp}` }),
    DEMO_SIGN_IN: given('DEMO_SIGN_IN') ?? (allEmbedded ? '1' : '0'),
    LOCAL_WEBHOOKS: given('LOCAL_WEBHOOKS') ?? (allEmbedded ? '1' : '0'),
  };
  const environment = { ...process.env, ...filled };
  parseEnv(environment);
  return { dev, environment, ports, publicUrl, embedded };
}
