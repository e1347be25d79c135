import { createRandom, type Random } from '@/testing/simulation/random';

/** How many units a node asks its counter for. `waiting`: as many as calls wait, which is what a micro-batch does. */
export type LeasePolicy = { kind: 'waiting' } | { kind: 'fixed'; units: number } | { kind: 'shrinking'; units: number };

export interface LeaseWorld {
  policy: LeasePolicy;
  seed: number;
  nodes: number;
  /** Units of the window; one counter holds them. */
  limit: number;
  /** Calls in all, of one unit each, spread evenly over the nodes. */
  calls: number;
  callsPerSecond: number;
  /** There and back between a node and the counter. */
  roundTripMs: number;
  /** The counter commits one request at a time. */
  commitMs: number;
  /** What a node has not used by then it gives back. */
  leaseMs: number;
  /** Of each node, on average; a crash loses what it held. */
  msBetweenCrashes: number;
}

export interface LeaseOutcome {
  admitted: number;
  /** Let through beyond the limit. */
  over: number;
  /** Units nobody had used when the first call was refused. */
  unusedAtFirstRefusal: number;
  /** Units nobody had used in the end, crashes among them. */
  unusedAtEnd: number;
  lostInCrashes: number;
  /** Requests to the counter for each thousand calls. */
  requestsPerThousand: number;
  p50Ms: number;
  p99Ms: number;
}

interface Node {
  units: number;
  isAsking: boolean;
  waiting: number[];
  leasedUntil: number;
  epoch: number;
}

type Event = { at: number; run: () => void };

/** Events in order of time; a binary heap. */
function createAgenda() {
  const heap: Event[] = [];
  const isBefore = (a: number, b: number) => (heap[a]?.at ?? Infinity) < (heap[b]?.at ?? Infinity);
  const swap = (a: number, b: number) => {
    const [one, other] = [heap[a], heap[b]];
    if (one && other) [heap[a], heap[b]] = [other, one];
  };
  return {
    add(event: Event) {
      heap.push(event);
      for (let i = heap.length - 1; i > 0 && isBefore(i, (i - 1) >> 1); i = (i - 1) >> 1) swap(i, (i - 1) >> 1);
    },
    next(): Event | undefined {
      const [first] = heap;
      const last = heap.pop();
      if (first === last || !last) return first;
      heap[0] = last;
      for (let i = 0; ; ) {
        const child = isBefore(2 * i + 2, 2 * i + 1) ? 2 * i + 2 : 2 * i + 1;
        if (!isBefore(child, i)) return first;
        swap(i, child);
        i = child;
      }
    },
  };
}

const spread = (random: Random, mean: number) => -Math.log(1 - random.below(1_000_000) / 1_000_000) * mean;

function wishOf(policy: LeasePolicy, { left, waiting, nodes }: { left: number; waiting: number; nodes: number }): number {
  if (policy.kind === 'waiting') return waiting;
  if (policy.kind === 'fixed') return Math.max(waiting, policy.units);
  // A quarter of a fair share of what is left: near the limit it comes down to the calls that wait.
  return Math.max(waiting, Math.min(policy.units, Math.floor(left / (4 * nodes))));
}

/**
 * Plays one window of one counter whose units are lent to nodes: a node asks when a call finds it empty, answers from what it holds, gives back what it has not
 * used in time, and loses what it holds when it crashes. Units count as used when they are lent. Equal seeds play alike.
 */
export function simulateLeases(world: LeaseWorld): LeaseOutcome {
  const { policy, limit, calls, callsPerSecond, roundTripMs, commitMs, leaseMs, msBetweenCrashes } = world;
  const random = createRandom(world.seed);
  const agenda = createAgenda();
  const nodes = Array.from({ length: world.nodes }, (): Node => ({ units: 0, isAsking: false, waiting: [], leasedUntil: 0, epoch: 0 }));
  const times: number[] = [];
  const state = { now: 0, lent: 0, freeAt: 0, requests: 0, admitted: 0, lost: 0, arrived: 0, unusedAtFirstRefusal: -1 };

  const admit = (since: number) => {
    state.admitted += 1;
    times.push(state.now - since);
  };
  const refuse = (since: number) => {
    if (state.unusedAtFirstRefusal < 0) state.unusedAtFirstRefusal = limit - state.admitted;
    times.push(state.now - since);
  };
  /** One request to the counter: half a trip, a turn at its commit, half a trip back. */
  const atCounter = (work: () => void, then: () => void) => {
    state.requests += 1;
    const starts = Math.max(state.now + roundTripMs / 2, state.freeAt);
    state.freeAt = starts + commitMs;
    agenda.add({ at: state.freeAt, run: work });
    agenda.add({ at: state.freeAt + roundTripMs / 2, run: then });
  };
  const ask = (node: Node) => {
    node.isAsking = true;
    const { epoch } = node;
    const asked = { wish: node.waiting.length, granted: 0 };
    const lend = () => {
      const left = limit - state.lent;
      asked.granted = Math.min(left, wishOf(policy, { left, waiting: asked.wish, nodes: nodes.length }));
      state.lent += asked.granted;
    };
    atCounter(lend, () => {
      if (epoch !== node.epoch) {
        state.lost += asked.granted;
        return;
      }
      node.isAsking = false;
      node.units += asked.granted;
      node.leasedUntil = state.now + leaseMs;
      const served = node.waiting.splice(0, node.units);
      node.units -= served.length;
      served.forEach(admit);
      if (asked.granted < asked.wish) node.waiting.splice(0).forEach(refuse);
      if (node.waiting.length > 0) ask(node);
      if (node.units > 0) agenda.add({ at: node.leasedUntil, run: () => giveBack(node) });
    });
  };
  const giveBack = (node: Node) => {
    if (node.units === 0 || state.now < node.leasedUntil) return;
    const units = node.units;
    node.units = 0;
    atCounter(() => (state.lent -= units), () => undefined);
  };
  const crash = (node: Node) => {
    state.lost += node.units;
    Object.assign(node, { units: 0, isAsking: false, waiting: [], epoch: node.epoch + 1 });
    if (state.arrived < calls) agenda.add({ at: state.now + spread(random, msBetweenCrashes), run: () => crash(node) });
  };
  const arrive = () => {
    state.arrived += 1;
    const node = random.pick(nodes);
    if (node && node.units > 0) {
      node.units -= 1;
      admit(state.now);
    } else if (node) {
      node.waiting.push(state.now);
      if (!node.isAsking) ask(node);
    }
    if (state.arrived < calls) agenda.add({ at: state.now + spread(random, 1000 / callsPerSecond), run: arrive });
  };

  for (const node of nodes) agenda.add({ at: spread(random, msBetweenCrashes), run: () => crash(node) });
  agenda.add({ at: 0, run: arrive });
  for (let event = agenda.next(); event; event = agenda.next()) {
    state.now = event.at;
    event.run();
  }
  times.sort((a, b) => a - b);
  const timeAt = (share: number) => times[Math.min(times.length - 1, Math.floor(share * times.length))] ?? 0;
  return {
    admitted: state.admitted, over: Math.max(0, state.admitted - limit), unusedAtFirstRefusal: Math.max(0, state.unusedAtFirstRefusal), unusedAtEnd: limit - state.admitted, lostInCrashes: state.lost,
    requestsPerThousand: (state.requests / calls) * 1000, p50Ms: timeAt(0.5), p99Ms: timeAt(0.99),
  };
}
