import autocannon from 'autocannon';

/** What one slice of load saw; times in milliseconds. */
export interface Slice {
  rps: number;
  times: number[];
}

export interface Target {
  /** Scheme, host and port. */
  origin: string;
  /** Asked in turn by every connection, each starting at another one. */
  paths: string[];
  /** Sent along with each request, made anew for each: who asks. */
  headers?: () => Record<string, string>;
  /** What is posted instead of asked, made anew for each request. */
  post?: () => { headers: Record<string, string>; body: string };
}

/** Loads a target for so long with so many connections. Throws when anything but 2xx comes back: a fast error is no speed. */
export async function runSlice({ origin, paths, headers, post }: Target, { connections, seconds }: { connections: number; seconds: number }): Promise<Slice> {
  const times: number[] = [];
  let next = 0;
  const options: autocannon.Options = {
    url: origin,
    connections,
    duration: seconds,
    headers: { 'accept-encoding': 'identity' },
    // A function, because with a list every connection would start with the same one.
    requests: [{ method: post ? 'POST' : 'GET', setupRequest: (request) => ({ ...request, path: paths[(next += 1) % paths.length] ?? '/', ...(headers && { headers: { ...request.headers, ...headers() } }), ...post?.() }) }],
  };
  const result = await new Promise<autocannon.Result>((resolve, reject) => {
    const instance = autocannon(options, (error: unknown, finished) => (error ? reject(new Error('the load could not be made', { cause: error })) : resolve(finished)));
    instance.on('response', (...answer) => times.push(answer[3]));
  });
  const bad = result.non2xx + result.errors + result.timeouts;
  if (bad > 0) throw new Error(`${origin}${paths[0] ?? ''}: ${bad} of ${result.requests.total} answers were not 2xx (${JSON.stringify(result.statusCodeStats)})`);
  return { rps: times.length / result.duration, times };
}

/** The value below which this share (0 to 1) of the numbers lies. */
export function percentile(values: number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}

export const median = (values: number[]) => percentile(values, 0.5);
