import { isTrackedEnvelope } from '@trpc/server';
import type { Reply } from './call';

/** Shorter than the minute after which proxies commonly take a silent connection for dead. */
const PING_MS = 15_000;
/** After which the reader takes the connection for dead, such as one from before the lid was closed. */
const SILENCE_MS = 40_000;
/** Pieces that wait for a reader; who is so far behind has stopped reading, and may come back with the number of its last event. */
const MOST_WAITING = 1_000;

export interface StreamOptions {
  data: AsyncIterable<unknown>;
  /** Gives `data` up; aborted when the reader goes away. */
  leave: AbortController;
  serialize: (value: unknown) => unknown;
  /** What the reader may know of an error that is final; undefined: the connection just ends, and a browser comes back by itself. */
  tellError: (error: unknown) => unknown;
}

/**
 * Answers a subscription in the form tRPC's client reads (https://trpc.io/docs/client/links/httpSubscriptionLink) as server-sent events
 * (https://html.spec.whatwg.org/multipage/server-sent-events.html). Nobody on the way may change, compress or gather it.
 */
export function streamReply({ data, leave, serialize, tellError }: StreamOptions): Reply {
  const encoder = new TextEncoder();
  let ping: NodeJS.Timeout | undefined;
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => {
      const send = (lines: string) => {
        if (leave.signal.aborted) return;
        controller.enqueue(encoder.encode(`${lines}\n\n`));
        if ((controller.desiredSize ?? 0) >= -MOST_WAITING) return;
        leave.abort();
        controller.close();
      };
      send(`event: connected\ndata: {"reconnectAfterInactivityMs":${SILENCE_MS}}`);
      ping = setInterval(() => send('event: ping\ndata: '), PING_MS).unref();
      void pump(data, { send, serialize, tellError }).finally(() => {
        clearInterval(ping);
        if (!leave.signal.aborted) controller.close();
      });
    },
    cancel: () => {
      clearInterval(ping);
      leave.abort();
    },
  });
  return { status: 200, headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-cache, no-transform', 'x-accel-buffering': 'no' }, body };
}

async function pump(data: AsyncIterable<unknown>, { send, serialize, tellError }: Pick<StreamOptions, 'serialize' | 'tellError'> & { send: (lines: string) => void }): Promise<void> {
  try {
    for await (const value of data) {
      const [id, event] = isTrackedEnvelope(value) ? value : [null, value];
      send(`data: ${JSON.stringify(serialize(event))}${id === null ? '' : `\nid: ${id}`}`);
    }
  } catch (error) {
    const told = tellError(error);
    if (told !== undefined) send(`event: serialized-error\ndata: ${JSON.stringify(serialize(told))}`);
  }
}
