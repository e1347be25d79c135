import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { serveControl } from './control/control-routes';
import { serveApi } from './core/api';
import type { ApiContext } from './core/api';
import { DoubleClock } from './core/clock';
import { runDueTasks } from './core/due-tasks';
import { FaultSwitches } from './core/faults';
import { BodyTooLarge, jsonAnswer, sendAnswer } from './core/http';
import type { Answer } from './core/http';
import { toSettings } from './core/options';
import type { StripeDoubleOptions } from './core/options';
import { RequestRecorder } from './core/recorder';
import { API_TABLE, DUE_TASKS } from './core/table';
import type { Double } from './core/work';
import { WriteBehind } from './core/write-behind';
import { ensureConfiguredEndpoint } from './events/endpoints';
import { Outbox } from './events/outbox';
import { serveChallenge, serveCheckout, serveReceipt } from './pages/checkout-routes';
import { serveExpress, serveOnboarding } from './pages/onboarding-routes';
import { serveInvoice } from './pages/invoice-page';
import { STYLESHEET_PATH, messagePage } from './pages/layout';
import { servePortal } from './pages/portal-routes';
import { STYLESHEET } from './pages/stylesheet';
import { createSchema } from './store/schema';
import { openPool } from './store/transaction';

const TICK_MS = 1000;

export interface RunningStripeDouble {
  url: string;
  /** Ends server, webhooks and timers; what was not delivered stays in the database. */
  stop(): Promise<void>;
}

interface Context {
  double: Double;
  api: ApiContext;
  hosts: ReadonlySet<string>;
}

/**
 * Starts the stand-in for Stripe on a loopback port: API under /v1, hosted pages under /c, switches under /_double.
 * State lives in the schema `stripe_double` of the given database and survives restarts. Throws when the port is taken or the database cannot be reached.
 */
export async function startStripeDouble(options: StripeDoubleOptions): Promise<RunningStripeDouble> {
  const server = createServer();
  // Longer than callers keep an idle connection, so that they do not write into one that is just being closed.
  server.keepAliveTimeout = 120_000;
  const url = await listen(server, options.port);
  const settings = toSettings(options, options.publicUrl ?? url);
  const pool = openPool(options.databaseUrl);
  const outbox = new Outbox(pool, settings);
  try {
    await createSchema(pool);
    const clock = await DoubleClock.load(pool);
    const double: Double = { pool, clock, faults: new FaultSwitches(), recorder: new RequestRecorder(options.onExchange), outbox, settings, writeBehind: new WriteBehind(pool) };
    await ensureConfiguredEndpoint(pool, settings, clock.nowSeconds());
    const { port } = new URL(url);
    const hosts = new Set([`127.0.0.1:${port}`, `localhost:${port}`, `[::1]:${port}`, new URL(settings.publicUrl).host]);
    const api: ApiContext = { double, table: API_TABLE, keysAtWork: new Set() };
    const context: Context = { double, api, hosts };
    server.on('request', (request, response) => void serve(context, request, response));
    await outbox.start();
    const stopTicking = startTicking(double);
    return {
      url,
      stop: async () => {
        server.closeAllConnections();
        await new Promise((resolve) => server.close(resolve));
        await stopTicking();
        await outbox.stop();
        await double.writeBehind.flush();
        await pool.end();
      },
    };
  } catch (error) {
    server.close();
    await pool.end();
    throw error;
  }
}

async function listen(server: Server, port: number): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve();
    });
  });
  // A listening TCP server has an AddressInfo; the other forms are for pipes.
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Runs due tasks every second, one round at a time. */
function startTicking(double: Double): () => Promise<void> {
  let round: Promise<void> = Promise.resolve();
  let busy = false;
  const timer = setInterval(() => {
    if (busy) return;
    busy = true;
    round = runDueTasks(double, DUE_TASKS)
      .catch((error: unknown) => double.settings.log(`stripe double: ${error instanceof Error ? error.message : String(error)}`))
      .finally(() => {
        busy = false;
      });
  }, TICK_MS);
  return async () => {
    clearInterval(timer);
    await round;
  };
}

async function serve(context: Context, request: IncomingMessage, response: ServerResponse): Promise<void> {
  try {
    // A page elsewhere could point its own name at this machine; only our names are answered.
    if (!context.hosts.has(request.headers.host ?? '')) {
      sendAnswer(response, jsonAnswer(421, { error: 'This stand-in for Stripe answers on its loopback address only.' }));
      return;
    }
    const [path = '/'] = (request.url ?? '/').split('?');
    if (path.startsWith('/v1/')) await serveApi(context.api, request, response);
    else sendAnswer(response, await servePage(context.double, request, path));
  } catch (error) {
    if (!(error instanceof BodyTooLarge)) context.double.settings.log(`stripe double: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    const tooLarge = error instanceof BodyTooLarge;
    if (!response.headersSent) sendAnswer(response, { ...jsonAnswer(tooLarge ? 413 : 500, { error: { type: 'api_error', message: tooLarge ? 'The request is too large.' : 'An unknown error occurred' } }), ...(tooLarge && { headers: { connection: 'close' } }) });
  }
}

async function servePage(double: Double, request: IncomingMessage, path: string): Promise<Answer> {
  await double.writeBehind.flush();
  const [, area, kind, id = '', step] = path.split('/');
  if (area === '_double') return serveControl({ double, tasks: DUE_TASKS }, request);
  if (path === STYLESHEET_PATH) return { status: 200, headers: { 'content-type': 'text/css; charset=utf-8', 'cache-control': 'max-age=60' }, body: STYLESHEET };
  if (area === 'c' && kind === 'pay' && step === 'confirm') return serveChallenge(double, request, id);
  if (area === 'c' && kind === 'pay' && step === undefined) return serveCheckout(double, request, id);
  if (area === 'c' && kind === 'setup' && step === undefined) return serveOnboarding(double, request, id);
  if (area === 'c' && kind === 'express' && step === undefined) return serveExpress(double, id);
  if (area === 'p' && kind === 'session' && step === undefined) return servePortal(double, request, id);
  if (area === 'i') return serveInvoice(double, kind ?? '');
  if (area === 'receipts') return serveReceipt(double, kind ?? '');
  if (path === '/') return messagePage({ status: 200, title: 'A stand-in for Stripe', text: 'The API is under /v1, hosted pages under /c, switches for tests under /_double.' });
  return messagePage({ status: 404, title: 'No such page', text: 'There is nothing at this address.' });
}
