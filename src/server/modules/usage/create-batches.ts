import { setTimeout as delay } from 'node:timers/promises';
import { isRetryable, isUnavailable } from '@/server/platform/database-errors';
import { AppError } from '@/shared/errors';

/** Calls that wait for the database together. */
export interface Batches<Call, Answer> {
  /** Resolves with the answer of this call alone; rejects UNAVAILABLE at once when too many wait. */
  add: (call: Call) => Promise<Answer>;
}

export interface BatchOptions {
  /** Batches under way at once. */
  lanes: number;
  /** Beside one that is under way, another leaves once so many wait: what a batch costs in itself is shared by more. */
  crowd: number;
  maxBatch: number;
  maxWaiting: number;
}

interface Waiting<Call, Answer> {
  call: Call;
  resolve: (answer: Answer) => void;
  reject: (error: unknown) => void;
}

const RETRY_MS = { least: 20, spread: 60 };

async function runOnceMore<Call, Answer>(run: (calls: Call[]) => Promise<Answer[]>, calls: Call[]): Promise<Answer[]> {
  try {
    return await run(calls);
  } catch (error) {
    if (!isUnavailable(error) && !isRetryable(error)) throw error;
    await delay(RETRY_MS.least + Math.random() * RETRY_MS.spread);
    return run(calls);
  }
}

/**
 * Gathers calls while a batch is under way, and sends them together as soon as it ends or a crowd waits. There is no timer: an idle process answers at once,
 * a busy one commits many calls at a time. `run` answers in the order of its calls and counts each of them once however often it is sent: a batch whose
 * answer was lost is sent once more, and one that the database rejects is sent call by call, so that a bad call fails alone.
 */
export function createBatches<Call, Answer>(run: (calls: Call[]) => Promise<Answer[]>, { lanes, crowd, maxBatch, maxWaiting }: BatchOptions): Batches<Call, Answer> {
  const queue: Waiting<Call, Answer>[] = [];
  let busy = 0;
  let isScheduled = false;

  async function send(batch: Waiting<Call, Answer>[]): Promise<void> {
    try {
      const answers = await runOnceMore(run, batch.map(({ call }) => call));
      for (const [index, waiting] of batch.entries()) {
        const answer = answers[index];
        if (answer === undefined) waiting.reject(new Error(`a batch of ${batch.length} calls got ${answers.length} answers`));
        else waiting.resolve(answer);
      }
    } catch (error) {
      if (batch.length === 1 || isUnavailable(error)) for (const { reject } of batch) reject(error);
      else for (const one of batch) await send([one]);
    }
  }

  function pump(): void {
    isScheduled = false;
    while (busy < lanes && queue.length >= (busy === 0 ? 1 : crowd)) {
      busy += 1;
      void send(queue.splice(0, maxBatch)).finally(() => {
        busy -= 1;
        pump();
      });
    }
  }

  return {
    add: (call) =>
      new Promise((resolve, reject) => {
        if (queue.length >= maxWaiting) {
          reject(new AppError('UNAVAILABLE', 'Too many calls are waiting to be counted. Please try again in a moment.', { retryAfterSeconds: 1 }));
          return;
        }
        queue.push({ call, resolve, reject });
        if (isScheduled || busy >= lanes) return;
        isScheduled = true;
        // Calls of the same tick leave together.
        setImmediate(pump);
      }),
  };
}
