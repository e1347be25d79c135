import pg from 'pg';
import { logger } from './logger';

const RECONNECT_MS = 500;

export interface Listening {
  /** Whether every notice sent now arrives. False while the connection is being made or made again. */
  isUp(): boolean;
  close(): Promise<void>;
}

export interface ListenOptions {
  /** A connection of its own: a transaction-mode pooler forgets who listens. */
  url: string;
  channel: string;
  onNotice: (payload: string) => void;
  /** Notices may have been missed from now on. */
  onLost: () => void;
  /** From now on none is missed. */
  onUp?: () => void;
}

/** Listens to a channel of Postgres and connects again when the connection is lost. Keeps no process alive. */
export function listen({ url, channel, onNotice, onLost, onUp }: ListenOptions): Listening {
  let current: pg.Client | undefined;
  let isUp = false;
  let isClosed = false;

  const lost = (client: pg.Client) => {
    if (client !== current) return;
    current = undefined;
    isUp = false;
    onLost();
    client.end().catch(() => undefined);
    if (!isClosed) setTimeout(() => void connect(), RECONNECT_MS).unref();
  };

  async function connect(): Promise<void> {
    if (isClosed) return;
    const client = new pg.Client({ connectionString: url, keepAlive: true, connectionTimeoutMillis: 2_000 });
    current = client;
    client.on('error', (error) => {
      logger.warn({ err: error, channel }, 'the connection that listens was lost');
      lost(client);
    });
    client.on('end', () => lost(client));
    client.on('notification', ({ payload }) => onNotice(payload ?? ''));
    try {
      await client.connect();
      // pg has it; its types leave it out.
      (client as pg.Client & { unref(): void }).unref();
      await client.query(`listen ${pg.escapeIdentifier(channel)}`);
      if (client !== current) return;
      isUp = true;
      onUp?.();
    } catch (error) {
      logger.warn({ err: error, channel }, 'nobody listens just now');
      lost(client);
    }
  }

  void connect();
  return {
    isUp: () => isUp,
    close: async () => {
      isClosed = true;
      isUp = false;
      await current?.end().catch(() => undefined);
    },
  };
}
