import { describe, expect, it } from 'vitest';
import { createRandom, draw } from './random';
import { runSimulation } from './run-simulation';
import { isClean, toReport } from './to-report';

describe('the storm', () => {
  it('leaves books that hold', async () => {
    const ending = await runSimulation({ seed: 20_261_120, seconds: 15, workers: 2 });
    expect(isClean(ending), toReport(ending)).toBe(true);
    expect(ending.actions.get('buy')?.done, toReport(ending)).toBeGreaterThan(0);
  }, 180_000);

  it('is drawn from its seed alone', () => {
    const drawn = (seed: number) => {
      const random = createRandom(seed);
      return Array.from({ length: 50 }, () => [draw(random, { often: 5, seldom: 1, never: 0 }), random.fork()]);
    };
    expect(drawn(7)).toEqual(drawn(7));
    expect(drawn(7)).not.toEqual(drawn(8));
    expect(drawn(7).flat()).not.toContain('never');
  });
});
