/**
 * Runs `work` under a signal that fires after `limitMs` or with `parent`, whichever comes first.
 * AbortSignal.any is not used: in Node 20 a combined timeout can be collected before it fires.
 */
export async function withDeadline<T>(limits: { limitMs: number; parent: AbortSignal }, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const end = (): void => {
    controller.abort(new Error('stopped'));
  };
  const timer = setTimeout(() => {
    controller.abort(new Error(`no answer within ${limits.limitMs} ms`));
  }, limits.limitMs);
  if (limits.parent.aborted) end();
  else limits.parent.addEventListener('abort', end, { once: true });
  try {
    return await work(controller.signal);
  } finally {
    clearTimeout(timer);
    limits.parent.removeEventListener('abort', end);
  }
}
