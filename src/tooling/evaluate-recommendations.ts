import { parseArgs } from 'node:util';
import { Prisma } from '@generated/client';
import { collect } from '@/server/modules/discovery/collect.queries';
import { learnNeighbours } from '@/server/modules/discovery/learn-neighbours';
import { rankProducts } from '@/server/modules/discovery/rank-products';
import { refreshCandidates } from '@/server/modules/discovery/refresh-candidates';
import { toCandidates, toKnownIds, toTaste } from '@/server/modules/discovery/to-taste';
import { setClock } from '@/server/platform/clock';
import { createPlatform, type Platform } from '@/server/platform/platform';
import { parseEnv } from '@/server/platform/env';
import { STRATEGIES, type Strategy } from '@/shared/contracts/discovery';
import { DAY_MS } from '@/shared/time';
import { generateTastes } from '@/testing/generate-tastes';
import { openBenchDatabase } from './bench/database';
import { serverEnv } from './bench/measure-api';
import { hitRate, ndcg } from './ranking-measures';

const USAGE = `Usage: npm run evaluate:recommendations -- [--products 3000] [--people 1500] [--days 14]

  Generates a catalogue and people with tastes in a scratch database, forgets what happened in the last days, and lets each ranking guess what each person
  took in them. Prints hit rate and NDCG at ten beside popularity.`;
const AT = 10;

/** What people took after the cut who were known before it. */
function findTaken({ db }: Platform, cut: Date): Promise<{ userId: string; taken: string[] }[]> {
  return db.readAsService('evaluation').rows(Prisma.sql`
    select e.holder_user_id::text as "userId", array_agg(distinct e.product_id) as taken from entitlements e
    where e.created_at > ${cut}::timestamptz and exists (select from discovery_signals s where s.user_id = e.holder_user_id and s.first_at <= ${cut}::timestamptz)
    group by 1 order by md5(e.holder_user_id::text) limit 2000`);
}

async function evaluate(platform: Platform, cut: Date): Promise<void> {
  // Everything the verbs learn and read is as of the cut: what came after it has not happened yet.
  setClock({ now: () => cut });
  await refreshCandidates(platform);
  await learnNeighbours(platform);
  const people = await findTaken(platform, cut);
  const sums = new Map<Strategy, { hits: number; gain: number }>(STRATEGIES.map((strategy) => [strategy, { hits: 0, gain: 0 }]));
  for (const { userId, taken } of people) {
    const row = await collect(platform.db.readAsService('evaluation'), { subject: { userId, visitorId: null }, near: { productIds: [], tie: 'here' }, now: cut, place: null });
    const args = { candidates: toCandidates(row), taste: toTaste(row), known: toKnownIds(row, []), limit: AT };
    for (const [strategy, sum] of sums) {
      const ranked = rankProducts({ ...args, strategy }).map(({ candidate }) => candidate.id);
      sum.hits += hitRate(ranked, new Set(taken));
      sum.gain += ndcg(ranked, new Set(taken));
    }
  }
  console.log(`\n${people.length} people, ranking as of ${cut.toISOString()}, guessing what they took afterwards\n\nranking   hit rate@${AT}   NDCG@${AT}   beside popular`);
  const base = sums.get('popular')?.gain ?? 0;
  for (const [strategy, { hits, gain }] of sums) {
    console.log(`${strategy.padEnd(10)}${(hits / people.length).toFixed(4).padStart(11)}${(gain / people.length).toFixed(4).padStart(10)}${`${(gain / base).toFixed(2)}×`.padStart(17)}`);
  }
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { products: { type: 'string', default: '3000' }, people: { type: 'string', default: '1500' }, days: { type: 'string', default: '14' }, help: { type: 'boolean', default: false } } });
  if (values.help) {
    console.log(USAGE);
    return;
  }
  const database = await openBenchDatabase({ products: Number(values.products), log: (line) => console.error(line) });
  const platform = createPlatform(parseEnv({ ...serverEnv(database, 3000), NODE_ENV: 'test' }));
  try {
    await generateTastes(database.ownerUrl, { people: Number(values.people), views: 48, keys: 5 });
    await evaluate(platform, new Date(Date.now() - Number(values.days) * DAY_MS));
  } finally {
    await platform.close();
    await database.stop();
  }
}

await main();
