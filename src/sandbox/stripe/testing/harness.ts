import { createServer } from 'node:http';
import type { IncomingHttpHeaders, Server } from 'node:http';
import { EventEmitter, once } from 'node:events';
import type { AddressInfo } from 'node:net';
import Stripe from 'stripe';
import type { StripeDoubleOptions } from '../core/options';
import type { RecordedRequest } from '../core/recorder';
import { startStripeDouble } from '../server';
import type { RunningStripeDouble } from '../server';
import { problemsOf } from './replay';

export const SECRET = 'whsec_first';

/** One webhook as it arrived, with the event its signature vouches for. */
export interface Arrival {
  event: Stripe.Event;
  body: string;
  headers: IncomingHttpHeaders;
}

/** A shop's webhook endpoint that keeps what arrives. */
export class TestEndpoint {
  readonly arrivals: Arrival[] = [];
  private readonly bell = new EventEmitter().setMaxListeners(0);
  /** The status to answer with, or a promise of it. */
  answer: (event: Stripe.Event) => number | Promise<number> = () => 200;
  url = '';
  private server: Server | undefined;

  async start(stripe: Stripe, port = 0): Promise<void> {
    this.server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const body = Buffer.concat(chunks).toString('utf8');
        const event = stripe.webhooks.constructEvent(body, request.headers['stripe-signature'] ?? '', SECRET);
        this.arrivals.push({ event, body, headers: request.headers });
        void Promise.resolve(this.answer(event)).then((status) => {
          response.writeHead(status, { location: '/elsewhere' }).end(`answered ${status}`);
          this.bell.emit('arrival');
        });
      });
    });
    this.server.listen(port, '127.0.0.1');
    await once(this.server, 'listening');
    // A listening TCP server has an AddressInfo.
    this.url = `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/hook`;
  }

  get types(): string[] {
    return this.arrivals.map((arrival) => arrival.event.type);
  }

  of(type: string): Arrival[] {
    return this.arrivals.filter((arrival) => arrival.event.type === type);
  }

  /** Resolves once `count` events of a type have arrived and been answered. */
  async received(type: string, count = 1): Promise<Arrival[]> {
    const limit = AbortSignal.timeout(15_000);
    for (;;) {
      const next = once(this.bell, 'arrival', { signal: limit });
      next.catch(() => undefined);
      if (this.of(type).length >= count) return this.of(type);
      await next.catch(() => {
        throw new Error(`waited for ${count} × ${type}, got ${this.types.join(', ')}`);
      });
    }
  }

  async stop(): Promise<void> {
    this.server?.closeAllConnections();
    await new Promise((resolve) => this.server?.close(resolve));
  }
}

export type Overrides = Partial<Omit<StripeDoubleOptions, 'port' | 'databaseUrl' | 'webhookUrl'>>;

/** The official SDK, pointed at a double. */
export function sdkFor(url: string, config: Stripe.StripeConfig = {}): Stripe {
  return new Stripe('sk_test_double', { host: '127.0.0.1', port: Number(new URL(url).port), protocol: 'http', telemetry: false, maxNetworkRetries: 0, ...config });
}

export interface PaidSession extends Stripe.Checkout.Session {
  payment_intent: Stripe.PaymentIntent & { latest_charge: Stripe.Charge & { balance_transaction: Stripe.BalanceTransaction } };
}

/** A running double with its SDK and a webhook endpoint, as a shop would have them. */
export class TestDouble {
  readonly stripe: Stripe;

  private constructor(
    private readonly running: RunningStripeDouble,
    readonly endpoint: TestEndpoint,
    private readonly exchanges: readonly RecordedRequest[],
  ) {
    this.stripe = sdkFor(running.url);
  }

  get url(): string {
    return this.running.url;
  }

  /** Stops, then fails if anything that went over the wire broke the contract with Stripe. */
  async stop(): Promise<void> {
    await this.running.stop();
    await this.endpoint.stop();
    const problems = await problemsOf(this.exchanges);
    if (problems.length > 0) throw new Error(`the contract with Stripe is broken:\n${problems.join('\n')}`);
  }

  static async start(databaseUrl: string, overrides: Overrides = {}): Promise<TestDouble> {
    const endpoint = new TestEndpoint();
    await endpoint.start(new Stripe('sk_test_double'));
    const exchanges: RecordedRequest[] = [];
    const running = await startStripeDouble({
      port: 0, databaseUrl, webhookUrl: endpoint.url, webhookSecret: SECRET, retryDelaysMs: [10, 20], redirectWaitMs: 5000, settleAfterSeconds: 3600, onExchange: (exchange) => exchanges.push(exchange), ...overrides,
    });
    return new TestDouble(running, endpoint, exchanges);
  }

  /** Turns a switch under /_double; answers the parsed JSON. */
  async control(path: string, body?: object): Promise<unknown> {
    const answer = await this.rawControl(path, body);
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return answer.json();
  }

  rawControl(path: string, body?: object): Promise<Response> {
    const init = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
    return fetch(`${this.url}/_double/${path}`, init);
  }

  async requests(): Promise<RecordedRequest[]> {
    // The recorder's own type is the contract of this answer.
    return ((await this.control('requests')) as { requests: RecordedRequest[] }).requests;
  }

  /** The types of all events so far, oldest first. */
  async eventTypes(): Promise<string[]> {
    const { data } = await this.stripe.events.list({ limit: 100 });
    return data.map((event) => event.type).reverse();
  }

  /** A session with its payment, charge and movement of the balance. */
  async paidSession(id: string): Promise<PaidSession> {
    const session = await this.stripe.checkout.sessions.retrieve(id, { expand: ['payment_intent.latest_charge.balance_transaction'] });
    // `expand` put objects where ids stood.
    return session as PaidSession;
  }

  /** Submits the hosted page of a session as a buyer would. */
  pay(session: { url: string | null }, fields: Record<string, string> = {}): Promise<Response> {
    const form = { email: 'ada@example.com', number: '4242 4242 4242 4242', expiry: '04/34', cvc: '123', method: 'card', ...fields };
    return fetch(session.url ?? '', { method: 'POST', body: new URLSearchParams(form), redirect: 'manual' });
  }

  /** A session over one pack, in minor units of US dollars unless told otherwise. */
  createSession(overrides: Partial<Stripe.Checkout.SessionCreateParams> = {}, unitAmount = 1900): Promise<Stripe.Checkout.Session> {
    return this.stripe.checkout.sessions.create({
      mode: 'payment',
      line_items: [{ quantity: 1, price_data: { currency: 'usd', unit_amount: unitAmount, product_data: { name: 'Queue pack' } } }],
      success_url: 'http://shop.test/done?session={CHECKOUT_SESSION_ID}',
      cancel_url: 'http://shop.test/cart',
      ...overrides,
    });
  }
}

/** The id of a reference, expanded or not. */
export function idOf(reference: string | { id: string } | null): string {
  if (reference === null) throw new Error('nothing is referred to');
  return typeof reference === 'string' ? reference : reference.id;
}

/** The Stripe error a promise fails with. */
export async function refusalOf(promise: Promise<unknown>): Promise<Stripe.errors.StripeError> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof Stripe.errors.StripeError) return error;
    throw error;
  }
  throw new Error('it was not refused');
}
