import http from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ReceivedWebhook {
  headers: Record<string, string>;
  body: string;
}

export interface WebhookReceiver {
  url: string;
  received: ReceivedWebhook[];
  /** What it answers from now on; `hang`: nothing at all; `reset`: the connection breaks. */
  answer(how: { status?: number; body?: string; headers?: Record<string, string> } | 'hang' | 'reset'): void;
  /** Resolves when so many have come. */
  hasReceived(count: number): Promise<void>;
  stop(): Promise<void>;
}

/** A developer's server that takes webhooks. */
export async function startWebhookReceiver(): Promise<WebhookReceiver> {
  const received: ReceivedWebhook[] = [];
  const waiting: (() => void)[] = [];
  let how: Parameters<WebhookReceiver['answer']>[0] = {};
  const server = http.createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      received.push({ headers: Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)])), body: Buffer.concat(chunks).toString() });
      for (const wake of waiting.splice(0)) wake();
      if (how === 'hang') return;
      if (how === 'reset') request.socket.destroy();
      else response.writeHead(how.status ?? 200, how.headers).end(how.body ?? 'ok');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // Listening on a port makes it an AddressInfo.
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/hook`,
    received,
    answer: (next) => void (how = next),
    hasReceived: async (count) => {
      while (received.length < count) await new Promise<void>((resolve) => waiting.push(resolve));
    },
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
