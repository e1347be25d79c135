import { z } from 'zod';

const flag = z.enum(['0', '1']).default('0').transform((value) => value === '1');
const unset = { error: 'is not set' };
const secret = z.string(unset).min(32, 'needs at least 32 characters');
const loopback = (url: string) => ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(url).hostname);

/** Every variable the product reads, with what it is for. `.env.example` is held equal to this list by a test. */
const Env = z.object({
  NODE_ENV: z.enum(['development', 'test', 'production']).default('development'),
  PUBLIC_URL: z.url().default('http://localhost:3000').describe('Address of the shop as buyers see it; links in mail and redirects are built on it.'),
  DATABASE_URL: z.string().regex(/^postgres(ql)?:\/\//).optional().describe("The owner's connection, for migrations and LISTEN. Unset: the embedded Postgres is started."),
  DATABASE_APP_PASSWORD: z.string().min(8).optional().describe('Password of the logins app_user and app_service, set by npm run db:migrate.'),
  DATABASE_USER_URL: z.string().optional().describe('Connection as app_user, if it cannot be derived from DATABASE_URL (another host, a pooler).'),
  DATABASE_SERVICE_URL: z.string().optional().describe('Connection as app_service, likewise.'),
  DATABASE_POOLER: flag.describe('1 when a transaction-mode pooler (Supavisor, PgBouncer) stands before the database.'),
  DATABASE_POOL_MAX: z.coerce.number().int().min(1).max(100).default(8).describe('Connections per pool and process.'),
  NEXTAUTH_SECRET: secret.describe('Signs sign-in cookies and one-time codes.'),
  DOWNLOAD_SECRET: secret.describe('Signs download links.'),
  DATA_SECRET: secret.describe('Encrypts what the database keeps secret; two, separated by a comma, while the first replaces the second.'),
  STRIPE_SECRET_KEY: z.string().min(8).optional().describe('Unset: the Stripe double is started.'),
  STRIPE_WEBHOOK_SECRET: z.string(unset).min(8).describe('Signing secrets of the webhook endpoint; two, separated by a comma, while one replaces the other.'),
  STRIPE_API_URL: z.url().optional().describe('Another address of the Stripe API; only the double uses it.'),
  SMTP_URL: z.string().regex(/^smtps?:\/\//).optional().describe('Mail server. Unset: the mail catcher is started.'),
  MAIL_FROM: z.string().default('Latchkey <hello@localhost>').describe('Sender of all mail.'),
  STORAGE_DIR: z.string().default('.latchkey/storage').describe('Folder for packs when no S3 bucket is named.'),
  S3_BUCKET: z.string().optional().describe('Private bucket for packs; with it the four below.'),
  S3_ENDPOINT: z.url().optional().describe('Endpoint of an S3-compatible store.'),
  S3_REGION: z.string().default('auto').describe('Region of the bucket.'),
  S3_ACCESS_KEY_ID: z.string().optional().describe('Access key of the bucket.'),
  S3_SECRET_ACCESS_KEY: z.string().optional().describe('Secret key of the bucket.'),
  TRUSTED_PROXY_HOPS: z.coerce.number().int().min(0).max(5).default(0).describe('Proxies before the shop whose X-Forwarded-For entries are believed.'),
  RATE_LIMITS: z.enum(['on', 'off']).default('on').describe('off only for load tests.'),
  DEMO_SIGN_IN: flag.describe('1 shows one-click demo accounts. Refused unless everything is on this machine.'),
  LOCAL_WEBHOOKS: flag.describe('1 lets webhooks go to addresses of this machine, to try them out. Refused unless everything is on this machine.'),
  PAYOUT_HOLD_DAYS: z.coerce.number().int().min(0).max(90).default(7).describe('Days from a sale, or from its shipping, until the seller is paid.'),
  PAYOUT_MINIMUM_MINOR: z.coerce.number().int().min(0).max(1_000_000).default(0).describe('Least amount of a payout, in minor units of its currency.'),
  KEYS_ASSETS_ROOT: z.string().optional().describe('Folder that admins may ingest from by path.'),
  POSTHOG_KEY: z.string().min(8).optional().describe('Project key of PostHog: visitors’ events are forwarded there as well. Unset: they stay here.'),
  POSTHOG_HOST: z.url().default('https://eu.i.posthog.com').describe('Where PostHog takes events.'),
  AI_BASE_URL: z.url().optional().describe('Address of an OpenAI-compatible provider, up to and with /v1, that prompts are tried with. Unset: the pages say so.'),
  AI_API_KEY: z.string().min(1).optional().describe('Key of that provider.'),
  AI_MODELS: z.string().regex(/^\s*[\w./:@+-]{1,100}:\d{1,9}:\d{1,9}\s*(,\s*[\w./:@+-]{1,100}:\d{1,9}:\d{1,9}\s*)*$/, 'is a list of name:input:output').optional().describe('Models people may choose, the first unasked: name:input:output, …, with prices per million tokens in millionths of a US dollar.'),
  AI_FREE_RUNS_PER_DAY: z.coerce.number().int().min(0).max(1_000).default(3).describe('Prompts a person may try each day before buying.'),
  AI_USER_TOKENS_PER_DAY: z.coerce.number().int().min(0).max(100_000_000).default(100_000).describe('Tokens a person may use each day, in and out.'),
  AI_SELLER_TOKENS_PER_DAY: z.coerce.number().int().min(0).max(1_000_000_000).default(2_000_000).describe('Tokens all runs of one seller’s prompts may use each day.'),
  AI_MAX_OUTPUT_TOKENS: z.coerce.number().int().min(16).max(32_000).default(800).describe('Longest answer of a run, in tokens.'),
  AI_SILENCE_SECONDS: z.coerce.number().int().min(1).max(80).default(20).describe('A model that says nothing for so long is given up.'),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info').describe('Least severity that is logged.'),
  PORT: z.coerce.number().int().min(1).max(65_535).default(3000).describe('Port of the shop.'),
  API_PORT: z.coerce.number().int().min(1).max(65_535).default(3001).describe('Port of the standalone server (npm run start:api).'),
});

const CheckedEnv = Env.superRefine((env, context) => {
  const refuse = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message });
  const isLocal = loopback(env.PUBLIC_URL) && (env.DATABASE_URL === undefined || loopback(env.DATABASE_URL)) && env.STRIPE_API_URL !== undefined && loopback(env.STRIPE_API_URL);
  for (const name of ['DEMO_SIGN_IN', 'LOCAL_WEBHOOKS'] as const) {
    if (env[name] && !isLocal) refuse(name, 'is for the embedded default only: shop, database and Stripe double on this machine');
  }
  if (env.AI_BASE_URL && !env.AI_MODELS) refuse('AI_BASE_URL', 'needs AI_MODELS');
  if (env.STRIPE_API_URL && env.STRIPE_SECRET_KEY?.startsWith('sk_live')) refuse('STRIPE_API_URL', 'must not be set beside a live key');
  if (env.S3_BUCKET && !(env.S3_ACCESS_KEY_ID && env.S3_SECRET_ACCESS_KEY)) refuse('S3_BUCKET', 'needs S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY');
  if (env.DATA_SECRET.split(',').some((one) => one.trim().length < 32)) refuse('DATA_SECRET', 'needs at least 32 characters in each secret');
  if (env.STRIPE_WEBHOOK_SECRET.split(',').some((one) => one.trim().length < 8)) refuse('STRIPE_WEBHOOK_SECRET', 'holds an empty secret');
});

export type Env = z.infer<typeof Env>;

/** The names and descriptions of all variables, for `.env.example` and its test. */
export function describeEnv(): { name: string; description: string }[] {
  return Object.entries(Env.shape).map(([name, schema]) => ({ name, description: schema.description ?? '' }));
}

/** Checks a set of variables; an empty string counts as unset. Throws one line per wrong variable. */
export function parseEnv(variables: Record<string, string | undefined>): Env {
  const given = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== undefined && value !== ''));
  const parsed = CheckedEnv.safeParse(given);
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.map((issue) => `  ${issue.path.join('.')} ${issue.message}`);
  throw new Error(`The environment is not complete:\n${lines.join('\n')}`);
}

let checked: Env | undefined;

/** The environment, checked once on first use. */
export function env(): Env {
  checked ??= parseEnv(process.env);
  return checked;
}

/** The log level, without checking the rest: a logger must work before, and while, the environment is found wrong. */
export function logLevel(): string {
  const level = Env.shape.LOG_LEVEL.safeParse(process.env.LOG_LEVEL);
  return level.success ? level.data : 'info';
}
