import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { AddressInfo } from 'node:net';
import { getGuard } from '@/sandbox/guard';
import { createApiServer } from '@/server/http/node-server';
import { cookieNames, hashToken } from '@/server/modules/identity/session-cookie';
import { databaseUrls } from '@/server/platform/database-urls';
import { parseEnv } from '@/server/platform/env';
import { createPlatform } from '@/server/platform/platform';
import { newId } from '@/shared/ids';
import { projectDir } from '@/tooling/migrate';
import type { CheckoutPlan } from './checkout-yardstick';
import { createPoster } from './lanes';
import type { OrdersBench } from './measure-orders';
import type { PreparedBuyer } from './order-world';
import { recordStatements, type SentStatement } from './record-statements';

const CONNECTIONS = 16;

/** Takes down what one checkout over HTTP sends to the database, and starts a bare client that repeats it for these buyers. */
export async function startCheckoutYardstick({ env, world, context }: OrdersBench, buyers: readonly PreparedBuyer[]): Promise<{ pace(count: number): Promise<number>; stop(): void }> {
  const [own, ...others] = buyers.map((buyer) => ({ ...buyer, tokenHash: hashToken(buyer.token) }));
  if (!own) throw new Error('the yardstick needs buyers');
  const settings = parseEnv({ ...env, NODE_ENV: 'test' });
  const madeFrom = newId('order').slice(4, 14);
  const statements = await recordCheckout(settings, { token: own.token, totalMinor: world.totalMinor });
  const { userUrl, serviceUrl } = databaseUrls(settings);
  const urls = Object.fromEntries(statements.map(({ login, options }) => [`${login}|${options}`, login === 'app_user' ? userUrl : serviceUrl]));
  const plan: CheckoutPlan = { urls, statements, own, madeFrom, others, connections: CONNECTIONS };
  const file = path.join(context.logDir, 'checkout-plan.json');
  fs.writeFileSync(file, JSON.stringify(plan));
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/tooling/bench/checkout-yardstick.ts', file], { cwd: projectDir, stdio: ['pipe', 'pipe', 'inherit'] });
  if (child.pid !== undefined) getGuard().watch({ pid: child.pid, signal: 'SIGKILL', group: false });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const nextLine = async () => {
    const line: IteratorResult<string, unknown> = await lines.next();
    if (line.done) throw new Error('the yardstick ended');
    return line.value;
  };
  await nextLine();
  context.log(`The yardstick repeats ${statements.length} statements of a checkout.`);
  return {
    pace: async (count) => {
      child.stdin.write(`${count}\n`);
      return Number(await nextLine());
    },
    stop: () => void child.kill('SIGKILL'),
  };
}

async function recordCheckout(settings: ReturnType<typeof parseEnv>, { token, totalMinor }: { token: string; totalMinor: number }): Promise<SentStatement[]> {
  const platform = createPlatform(settings);
  const server = createApiServer(platform);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  // An address of a listening TCP server is never a string.
  const poster = createPoster(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, 1);
  const cookie = `${cookieNames(settings.PUBLIC_URL).session}=${token}`;
  const body = JSON.stringify({ json: { expectedTotalMinor: totalMinor, expectedCurrency: 'usd' } });
  try {
    return await recordStatements(async () => {
      await poster.post('/api/trpc/orders.checkoutCart', { cookie, origin: settings.PUBLIC_URL }, body);
    });
  } finally {
    poster.close();
    server.close();
    await platform.close();
  }
}
