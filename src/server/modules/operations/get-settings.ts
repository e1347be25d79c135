import type { Viewer } from '@/server/platform/db';
import type { Env } from '@/server/platform/env';
import type { SettingsView } from '@/shared/contracts/admin-users';
import { AppError } from '@/shared/errors';

type Group = SettingsView['groups'][number];
const yesNo = (set: unknown) => (set ? 'Set' : 'Not set');
/** The host alone: an address may hold a password. */
const hostOf = (url: string | undefined) => (url === undefined ? 'Not set' : URL.canParse(url) ? new URL(url).host || 'Set' : 'Set');
const facts = (pairs: Record<string, string>): Group['facts'] => Object.entries(pairs).map(([label, value]) => ({ label, value }));

function stripe(env: Env): Group {
  const isLive = env.STRIPE_SECRET_KEY?.startsWith('sk_live') ?? false;
  const mode = env.STRIPE_API_URL !== undefined ? 'A double on this machine; no money moves' : isLive ? 'Live' : 'Test';
  return { title: 'Payments', state: isLive ? 'on' : 'test', facts: facts({ Mode: mode, 'Secret key': yesNo(env.STRIPE_SECRET_KEY), 'Webhook secrets': String(env.STRIPE_WEBHOOK_SECRET.split(',').length), 'Held before payout': `${env.PAYOUT_HOLD_DAYS} days` }) };
}

function mail(env: Env): Group {
  return { title: 'Mail', state: env.SMTP_URL === undefined ? 'off' : env.DEMO_SIGN_IN ? 'test' : 'on', facts: facts({ Server: hostOf(env.SMTP_URL), Sender: env.MAIL_FROM }) };
}

function storage(env: Env): Group {
  return { title: 'Files', state: 'on', facts: facts(env.S3_BUCKET === undefined ? { Place: 'A folder of this machine' } : { Place: `Bucket ${env.S3_BUCKET}`, Endpoint: hostOf(env.S3_ENDPOINT), Region: env.S3_REGION, Keys: yesNo(env.S3_SECRET_ACCESS_KEY) }) };
}

function prompts(env: Env): Group {
  const models = env.AI_MODELS?.split(',').map((model) => model.trim().replace(/:\d+:\d+$/, '')).join(', ');
  return { title: 'Prompts', state: env.AI_BASE_URL === undefined ? 'off' : 'on', facts: facts({ Provider: hostOf(env.AI_BASE_URL), Key: yesNo(env.AI_API_KEY), Models: models ?? 'None', 'Free runs a day': String(env.AI_FREE_RUNS_PER_DAY) }) };
}

function analytics(env: Env): Group {
  return { title: 'Analytics', state: 'on', facts: facts({ 'Kept here': 'Always', PostHog: env.POSTHOG_KEY === undefined ? 'Not forwarded' : `Forwarded to ${hostOf(env.POSTHOG_HOST)}` }) };
}

function shop(env: Env): Group {
  return { title: 'Shop', state: env.DEMO_SIGN_IN ? 'test' : 'on', facts: facts({ Address: env.PUBLIC_URL, 'One-click accounts': env.DEMO_SIGN_IN ? 'Yes, on this machine alone' : 'No', 'Rate limits': env.RATE_LIMITS, 'Trusted proxies': String(env.TRUSTED_PROXY_HOPS), Pooler: env.DATABASE_POOLER ? 'Yes' : 'No' }) };
}

/** What the operator has set up, for admins. Of secrets only whether they are there. */
export function getSettings(env: Env, viewer: Viewer): SettingsView {
  if (viewer.role !== 'admin') throw new AppError('FORBIDDEN', 'This is for admins.');
  return { groups: [shop(env), stripe(env), mail(env), storage(env), prompts(env), analytics(env)] };
}
