import { parseArgs } from 'node:util';
import { runSimulation } from '@/testing/simulation/run-simulation';
import { isClean, toReport } from '@/testing/simulation/to-report';

const USAGE = `Usage: npm run simulate -- [--minutes 10 | --seconds 30] [--seed N] [--workers 4]

  Runs a shop of its own, in separate processes, through a random world: buyers, sellers, refunds, disputes, edits, payouts; while a nemesis kills
  processes and Postgres and the Stripe double is slow, fails, drops answers, and doubles, shuffles, holds and loses events. Then it lets the shop
  come to rest and looks whether the books hold. Ends with 1 when they do not.`;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { minutes: { type: 'string' }, seconds: { type: 'string' }, seed: { type: 'string' }, workers: { type: 'string', default: '4' }, help: { type: 'boolean', default: false } },
  });
  if (values.help) {
    console.log(USAGE);
    return;
  }
  const seconds = values.seconds === undefined ? Number(values.minutes ?? '10') * 60 : Number(values.seconds);
  const seed = values.seed === undefined ? Date.now() % 1_000_000 : Number(values.seed);
  const workers = Number(values.workers);
  if (![seconds, seed, workers].every((number) => Number.isInteger(number) && number >= 0)) throw new Error(USAGE);
  console.log(`Seed ${seed}`);
  const ending = await runSimulation({ seed, seconds, workers }, (line) => console.log(line));
  console.log(toReport(ending));
  process.exitCode = isClean(ending) ? 0 : 1;
}

await main();
