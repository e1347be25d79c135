import http from 'node:http';

/** What a run over many inputs took. */
export interface Pace {
  perSecond: number;
  /** Of each, in milliseconds. */
  times: number[];
}

/** Does something to each input, so many at once, and says how fast. */
export async function paceOf<Input>(inputs: readonly Input[], { lanes, work }: { lanes: number; work: (input: Input) => Promise<void> }): Promise<Pace> {
  const times: number[] = [];
  const left = inputs.values();
  const startedAt = performance.now();
  const lane = async () => {
    for (const input of left) {
      const at = performance.now();
      await work(input);
      times.push(performance.now() - at);
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return { perSecond: times.length / ((performance.now() - startedAt) / 1000), times };
}

/** The server asks to come back: on a machine that others use as well it may. */
class BusyError extends Error {}

/** Does it again while the server is busy; the time goes on. */
export async function untilServed<T>(work: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof BusyError)) throw error;
    }
  }
}

/** Posts over connections that stay open. Throws for anything but 200: a fast error is no speed. */
export function createPoster(origin: string, connections: number): { post(path: string, headers: Record<string, string>, body: string): Promise<string>; close(): void } {
  const agent = new http.Agent({ keepAlive: true, maxSockets: connections });
  return {
    post: (path, headers, body) =>
      new Promise<string>((resolve, reject) => {
        const request = http.request(`${origin}${path}`, { agent, method: 'POST', headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body), ...headers } }, (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.on('end', () => {
            const text = Buffer.concat(chunks).toString();
            if (response.statusCode === 200) resolve(text);
            else if (response.statusCode === 503) reject(new BusyError(text));
            else reject(new Error(`${path}: ${response.statusCode} ${text}`));
          });
        });
        request.on('error', reject);
        request.end(body);
      }),
    close: () => agent.destroy(),
  };
}
