import { afterEach, describe, expect, it, vi } from 'vitest';
import { fromFetch } from './next-mount';

const post = (body: ReadableStream<Uint8Array> | string, headers: Record<string, string> = {}) => {
  // `duplex` is what fetch asks of a streamed body; the DOM types do not know it yet.
  const init: RequestInit & { duplex: 'half' } = { method: 'POST', body, headers, duplex: 'half' };
  return fromFetch(new Request('http://localhost:3000/api/trpc/a.b?batch=1', init));
};

afterEach(() => vi.useRealTimers());

describe('a body through Next', () => {
  it('is read whole, with path and query apart', async () => {
    const request = post('{"json":1}');
    expect(request.path).toBe('/api/trpc/a.b');
    expect(request.search).toBe('batch=1');
    expect((await request.body(100)).toString()).toBe('{"json":1}');
  });

  it('is refused by its length, before it is read', async () => {
    const request = post('x'.repeat(50), { 'content-length': '50' });
    await expect(request.body(49)).rejects.toMatchObject({ code: 'TOO_LARGE' });
  });

  it('is refused as soon as it is too long, and the rest is not asked for', async () => {
    let pulled = 0;
    const endless = new ReadableStream<Uint8Array>({ pull: (controller) => controller.enqueue(new Uint8Array(1_000).fill((pulled += 1))) });
    await expect(post(endless).body(10_000)).rejects.toMatchObject({ code: 'TOO_LARGE' });
    expect(pulled).toBeLessThan(20);
  });

  it('is given up when it dawdles', async () => {
    vi.useFakeTimers();
    const cancel = vi.fn();
    const request = post(new ReadableStream<Uint8Array>({ start: (controller) => controller.enqueue(new Uint8Array([1])), cancel }));
    const reading = request.body(100).catch((error: unknown) => error);
    await vi.advanceTimersByTimeAsync(21_000);
    expect(await reading).toMatchObject({ code: 'INVALID_INPUT', details: { reason: 'slow_body' } });
    expect(cancel).toHaveBeenCalled();
  });
});
