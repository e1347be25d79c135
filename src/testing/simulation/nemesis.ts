import { setTimeout as delay } from 'node:timers/promises';
import { createRandom, draw, type Random } from './random';
import type { Stage } from './stage';

const BLOWS = {
  killWorker: 6, killApp: 4, crashPostgres: 2, slow: 2, fail: 4, failSaved: 2, dropAfterEffect: 5, dropBeforeEffect: 2, rateLimit: 2,
  duplicateEvents: 3, twinEvents: 2, shuffleEvents: 3, delayEvents: 2, holdEvents: 3, dropEvents: 2,
} as const;
export type Blow = keyof typeof BLOWS;

const LASTS_MS = 3_000;
/** The keeper of Postgres gives up at more than three ends within a minute. */
const CRASH_REST_MS = 21_000;

/** What each blow does to the Stripe double. */
function toFaults(blow: Blow, random: Random): object | undefined {
  const strikes = 1 + random.below(6);
  const route = random.pick(['POST *', 'POST /v1/refunds', 'POST /v1/transfers*', 'POST /v1/checkout/sessions*', 'GET *']);
  switch (blow) {
    case 'slow':
      return { slowMs: 300 + random.below(2_500) };
    case 'fail':
    case 'failSaved':
    case 'dropAfterEffect':
    case 'dropBeforeEffect':
    case 'rateLimit':
      return { route, [blow]: strikes };
    case 'duplicateEvents':
      return { duplicateEvents: 1 + random.below(3) };
    case 'twinEvents':
      return { twinEvents: true };
    case 'shuffleEvents':
      return { shuffleEvents: true };
    case 'delayEvents':
      return { delayEventsMs: 500 + random.below(2_500) };
    case 'holdEvents':
      return { holdEvents: true };
    case 'dropEvents':
      return { dropEvents: true };
    default:
      return undefined;
  }
}

/** Strikes again and again until told to stop; the same seed draws the same blows. Counts them in `counts`. */
export async function rage(stage: Stage, { seed, isOver, counts }: { seed: number; isOver: () => boolean; counts: Map<string, number> }): Promise<void> {
  const random = createRandom(seed);
  let crashedAt = 0;
  while (!isOver()) {
    await delay(300 + random.below(1_500));
    const blow = draw(random, BLOWS);
    const own = createRandom(random.fork());
    if (isOver()) return;
    if (blow === 'crashPostgres' && Date.now() - crashedAt < CRASH_REST_MS) continue;
    if (blow === 'crashPostgres') crashedAt = Date.now();
    counts.set(blow, (counts.get(blow) ?? 0) + 1);
    await strike(stage, blow, own).catch(() => undefined);
  }
}

async function strike(stage: Stage, blow: Blow, random: Random): Promise<void> {
  if (blow === 'killWorker' || blow === 'killApp') {
    const ships = stage.fleet.ships.filter(({ name }) => name.startsWith(blow === 'killApp' ? 'app' : 'worker'));
    // Mostly one by one: where nobody is left to do anything, nothing can go wrong.
    if (ships.every((ship) => ship.isSteady()) || random.chance(0.2)) random.pick(ships)?.kill();
    return;
  }
  if (blow === 'crashPostgres') {
    stage.crashPostgres();
    return;
  }
  const faults = toFaults(blow, random);
  if (faults === undefined) return;
  await stage.control('faults', faults);
  await delay(random.below(LASTS_MS));
  await stage.clearFaults();
  // In another order than they happened, and in the background: each waits for its answer.
  if (blow === 'holdEvents') void stage.control('deliver', { order: 'shuffle' }).catch(() => undefined);
}
