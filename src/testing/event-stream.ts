/** One server-sent event as it stands on the wire. */
export interface SentEvent {
  event: string;
  id: string | null;
  data: string;
}

/** An open connection of server-sent events. */
export interface EventStream {
  response: Response;
  /** Of the last event that had one. */
  lastEventId: string | null;
  /** The next event that is no sign of life; null when the server has ended the stream. */
  next(): Promise<SentEvent | null>;
  close(): void;
}

const QUIET: ReadonlySet<string> = new Set(['connected', 'ping']);

/** Opens a stream as a browser's EventSource does; with `lastEventId`, as one that connects again. */
export async function openEventStream(url: string, { cookie, lastEventId, headers = {} }: { cookie: string; lastEventId?: string | null; headers?: Record<string, string> }): Promise<EventStream> {
  const leave = new AbortController();
  const response = await fetch(url, { signal: leave.signal, headers: { accept: 'text/event-stream', cookie, ...(lastEventId && { 'last-event-id': lastEventId }), ...headers } });
  const blocks = readBlocks(response);
  const stream: EventStream = {
    response,
    lastEventId: lastEventId ?? null,
    next: async () => {
      for (;;) {
        const { value, done } = await blocks.next();
        if (done) return null;
        if (QUIET.has(value.event)) continue;
        stream.lastEventId = value.id ?? stream.lastEventId;
        return value;
      }
    },
    close: () => leave.abort(),
  };
  return stream;
}

async function* readBlocks({ body }: Response): AsyncGenerator<SentEvent, void> {
  let text = '';
  for await (const chunk of (body ?? new ReadableStream()).pipeThrough(new TextDecoderStream()) as unknown as AsyncIterable<string>) {
    text += chunk;
    for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
      const lines = text.slice(0, end).split('\n');
      text = text.slice(end + 2);
      const field = (name: string) => lines.find((line) => line.startsWith(`${name}: `))?.slice(name.length + 2);
      yield { event: field('event') ?? 'message', id: field('id') ?? null, data: field('data') ?? '' };
    }
  }
}

/** What a tRPC client would hand on of an event. */
export function dataOf<Data>(event: SentEvent | null): Data {
  if (!event) throw new Error('the stream has ended');
  return (JSON.parse(event.data) as { json: Data }).json;
}
