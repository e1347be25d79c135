import { startStripeDouble } from './server';

function setting(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === '') throw new Error(`${name} is not set`);
  return value;
}

const double = await startStripeDouble({
  port: Number(setting('STRIPE_DOUBLE_PORT')),
  databaseUrl: setting('STRIPE_DOUBLE_DATABASE_URL'),
  webhookUrl: setting('STRIPE_WEBHOOK_URL'),
  webhookSecret: setting('STRIPE_WEBHOOK_SECRET').split(','),
  log: (line) => console.log(line),
});
console.log(`Stand-in for Stripe on ${double.url}`);

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void double.stop().then(() => process.exit(0)));
}
