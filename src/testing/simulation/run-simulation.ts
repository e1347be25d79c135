import { rm } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Action, Scene } from './action';
import { BUYING } from './buying';
import { LostError, RefusedError } from './call';
import { comeToRest } from './calm';
import { checkEnd, type Violation } from './end-checks';
import { untilReady } from './fleet';
import { createMarket } from './market';
import { rage } from './nemesis';
import { OUTSIDE } from './outside';
import { createRandom, draw } from './random';
import { SELLING } from './selling';
import { startStage, type Stage } from './stage';

const ACTIONS = { ...BUYING, ...SELLING, ...OUTSIDE } satisfies Record<string, Action>;
type ActionName = keyof typeof ACTIONS;
const WEIGHTS: Record<ActionName, number> = {
  buy: 26, fillCart: 6, checkout: 8, unlock: 7, payOpen: 9, cancelOrder: 2, lookAtOrder: 4, cancelItems: 4, requestReturn: 3,
  ship: 8, deliver: 5, answerReturn: 4, receiveReturn: 4, refundItem: 5, refundOrder: 3, changePrice: 3, changeTitle: 2, adjustStock: 5, archive: 1, bringBack: 3,
  letExpire: 3, makeFundsAvailable: 3, dispute: 3, closeDispute: 3, payOut: 3, reconcileOrders: 1, reconcileStripe: 1,
};
/** Actions under way at once. */
const LANES = 6;

export interface Simulation {
  seed: number;
  seconds: number;
  workers: number;
}

export interface Ending {
  simulation: Simulation;
  /** By name: how often it was done, refused by the shop, lost on the way, or had nothing to be done to. */
  actions: Map<string, Record<'done' | 'refused' | 'lost' | 'idle', number>>;
  /** Why the shop refused: action and its sentence. */
  refusals: Map<string, number>;
  /** Answers that no outage explains, such as an unknown error. */
  surprises: string[];
  blows: Map<string, number>;
  orders: { status: string; count: number }[];
  money: { currency: string; paid: number; refunded: number; disputed: number; transferred: number; fetchedBack: number }[];
  violations: Violation[];
  logDir: string;
}

/**
 * Runs a shop of real processes through so many seconds of a seeded world and its nemesis, lets it come to rest, and looks whether the books
 * hold. The same seed draws the same actions and blows in the same order; which of them meet is the machine's to decide.
 */
export async function runSimulation(simulation: Simulation, log: (line: string) => void = () => undefined): Promise<Ending> {
  const stage = await startStage(simulation);
  let isQuiet = false;
  try {
    const scene = { stage, market: await createMarket(stage, stage.ownerUrl) };
    await untilReady(stage.url);
    const ending: Ending = { simulation, actions: new Map(), refusals: new Map(), surprises: [], blows: new Map(), orders: [], money: [], violations: [], logDir: stage.logDir };
    const endsAt = Date.now() + simulation.seconds * 1_000;
    const isOver = () => Date.now() >= endsAt;
    log(`The shop is up; ${simulation.seconds} s of storm follow. Logs: ${stage.logDir}`);
    const random = createRandom(simulation.seed);
    // Drawn by whoever is free, in one order for all of them.
    const next = () => ({ name: draw(random, WEIGHTS), seed: random.fork() });
    const lane = async () => {
      while (!isOver()) await act(scene, { ...next(), ending });
    };
    await Promise.all([...Array.from({ length: LANES }, lane), rage(stage, { seed: simulation.seed ^ 0x5eed, isOver, counts: ending.blows })]);
    log('The storm is over; the shop comes to rest.');
    await comeToRest(scene, log).catch((error: unknown) => ending.violations.push({ rule: 'the shop comes to rest', subject: 'the end', found: String(error) }));
    ending.violations.push(...(await checkEnd(stage)));
    isQuiet = ending.violations.length + ending.surprises.length === 0;
    return { ...ending, ...(await takeStock(stage)) };
  } finally {
    await stage.stop();
    // Logs are for looking what went wrong.
    if (isQuiet) await rm(path.dirname(stage.logDir), { recursive: true, force: true });
  }
}

async function act(scene: Scene, { name, seed, ending }: { name: ActionName; seed: number; ending: Ending }): Promise<void> {
  const counts = ending.actions.get(name) ?? { done: 0, refused: 0, lost: 0, idle: 0 };
  ending.actions.set(name, counts);
  try {
    counts[(await ACTIONS[name](scene, createRandom(seed))) ? 'done' : 'idle'] += 1;
  } catch (error) {
    const isKnown = error instanceof RefusedError && error.code !== 'INTERNAL_SERVER_ERROR' && error.code !== 'BAD_REQUEST';
    counts[isKnown ? 'refused' : 'lost'] += 1;
    if (isKnown) ending.refusals.set(`${name}: ${error.message}`, (ending.refusals.get(`${name}: ${error.message}`) ?? 0) + 1);
    if (!isKnown && !isOutage(error)) ending.surprises.push(`${name}: ${error instanceof Error ? error.message : String(error)}`);
    // Nobody runs against a closed door as fast as they can.
    if (!isKnown) await delay(100);
  }
}

/** What the simulation itself meets while Postgres is down. */
function isOutage(error: unknown): boolean {
  return error instanceof LostError || /ECONN|database system|terminat|timeout|Connection|: 500 /i.test(error instanceof Error ? error.message : '');
}

async function takeStock(stage: Stage): Promise<Pick<Ending, 'orders' | 'money'>> {
  const orders = await stage.sql<{ status: string; count: number }>('select status, count(*)::int as count from orders group by 1 order by 2 desc');
  const money = await stage.sql<Ending['money'][number]>(`
    select currency, sum(paid)::int as paid, sum(refunded)::int as refunded, sum(disputed)::int as disputed, sum(transferred)::int as transferred, sum(fetched)::int as "fetchedBack" from (
      select currency, amount_minor as paid, 0 as refunded, 0 as disputed, 0 as transferred, 0 as fetched from payments
      union all select currency, 0, amount_minor, 0, 0, 0 from refunds where status = 'succeeded'
      union all select currency, 0, 0, amount_minor, 0, 0 from disputes where status in ('needs_response', 'under_review', 'lost')
      union all select currency, 0, 0, 0, amount_minor, reversed_minor from transfers where status = 'paid') m group by 1 order by 1`);
  return { orders, money };
}
