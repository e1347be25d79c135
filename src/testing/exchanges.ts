import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { expect, inject } from 'vitest';
import type { RecordedRequest } from '@/sandbox/stripe/core/recorder';

/** What one suite said to the Stripe double and heard of it. */
export interface SuiteExchanges {
  suite: string;
  exchanges: RecordedRequest[];
}

/** Leaves a suite's exchanges for the end of the run: Stripe's documents take seconds to read, once for all suites. */
export function keepExchanges(exchanges: RecordedRequest[]): void {
  if (exchanges.length === 0) return;
  const kept: SuiteExchanges = { suite: path.relative(process.cwd(), expect.getState().testPath ?? ''), exchanges };
  fs.writeFileSync(path.join(inject('exchangesDir'), `${randomUUID()}.json`), JSON.stringify(kept));
}
