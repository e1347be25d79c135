import type { RecordedRequest } from './recorder';

/** The one API version the double speaks: the one stripe 23.1 pins. */
export const API_VERSION = '2026-10-28.endive';

/** How a double is started. */
export interface StripeDoubleOptions {
  /** 0 takes any free port. */
  port: number;
  databaseUrl: string;
  /** Where events go; without it events are kept but not sent. Loopback addresses only. */
  webhookUrl?: string;
  /** One signing secret, or two while one is being rotated. */
  webhookSecret?: string | string[];
  /** The address under which a browser reaches the hosted pages, when it is not `http://127.0.0.1:<port>`. */
  publicUrl?: string;
  /** Waits before the second, third, … try of a delivery. */
  retryDelaysMs?: number[];
  /** How long a webhook endpoint may take to answer. */
  deliveryTimeoutMs?: number;
  /** How long the buyer's redirect waits for the 2xx to `checkout.session.completed`. */
  redirectWaitMs?: number;
  /** When a bank debit settles by itself. */
  settleAfterSeconds?: number;
  log?: (line: string) => void;
  /** Hears of every exchange with the API, also after the record was cleared. */
  onExchange?: (exchange: RecordedRequest) => void;
}

/** The same with every default filled in. */
export interface DoubleSettings {
  webhookUrl: string | null;
  webhookSecrets: string[];
  publicUrl: string;
  retryDelaysMs: number[];
  deliveryTimeoutMs: number;
  redirectWaitMs: number;
  settleAfterSeconds: number;
  log: (line: string) => void;
}

/** Fills in the defaults. */
export function toSettings(options: StripeDoubleOptions, publicUrl: string): DoubleSettings {
  const secrets = options.webhookSecret ?? [];
  return {
    webhookUrl: options.webhookUrl ?? null,
    webhookSecrets: typeof secrets === 'string' ? [secrets] : secrets,
    publicUrl: publicUrl.replace(/\/+$/, ''),
    retryDelaysMs: options.retryDelaysMs ?? [1000, 5000, 30_000, 300_000],
    deliveryTimeoutMs: options.deliveryTimeoutMs ?? 10_000,
    redirectWaitMs: options.redirectWaitMs ?? 10_000,
    settleAfterSeconds: options.settleAfterSeconds ?? 8,
    log: options.log ?? (() => undefined),
  };
}
