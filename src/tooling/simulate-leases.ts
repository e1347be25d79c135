import { parseArgs } from 'node:util';
import { simulateLeases, type LeaseOutcome, type LeasePolicy, type LeaseWorld } from '@/testing/leases/simulate-leases';

const USAGE = `Usage: npx tsx src/tooling/simulate-leases.ts [--seed 7]

  Plays windows of one counter whose units are lent to nodes (docs/decisions/usage.md): what is let through beyond the limit, what is left unused when
  the first call is refused and in the end, and what it costs. Near: nodes beside their counter. Far: nodes in other regions.`;

const POLICIES: Record<string, LeasePolicy> = {
  'none: micro-batches': { kind: 'waiting' },
  'fixed 100': { kind: 'fixed', units: 100 },
  'fixed 1,000': { kind: 'fixed', units: 1_000 },
  'shrinking from 1,000': { kind: 'shrinking', units: 1_000 },
};
const CALM = 1e12;
const WORLDS: Record<string, Omit<LeaseWorld, 'policy' | 'seed'>> = {
  near: { nodes: 8, limit: 100_000, calls: 120_000, callsPerSecond: 20_000, roundTripMs: 1, commitMs: 2, leaseMs: 1_000, msBetweenCrashes: CALM },
  far: { nodes: 8, limit: 100_000, calls: 120_000, callsPerSecond: 20_000, roundTripMs: 80, commitMs: 2, leaseMs: 1_000, msBetweenCrashes: CALM },
  'far, a crash per node each 2 s': { nodes: 8, limit: 100_000, calls: 120_000, callsPerSecond: 20_000, roundTripMs: 80, commitMs: 2, leaseMs: 1_000, msBetweenCrashes: 2_000 },
};
const HEADINGS = ['lease', 'over', 'unused at first refusal', 'unused at end', 'lost in crashes', 'requests per 1,000 calls', 'p50 ms', 'p99 ms'];

function toCells(name: string, o: LeaseOutcome): string[] {
  return [name, String(o.over), String(o.unusedAtFirstRefusal), String(o.unusedAtEnd), String(o.lostInCrashes), o.requestsPerThousand.toFixed(1), o.p50Ms.toFixed(1), o.p99Ms.toFixed(1)];
}

function main(): void {
  const { values } = parseArgs({ options: { seed: { type: 'string', default: '7' }, help: { type: 'boolean', default: false } } });
  if (values.help) {
    console.log(USAGE);
    return;
  }
  for (const [place, world] of Object.entries(WORLDS)) {
    const lines = Object.entries(POLICIES).map(([name, policy]) => toCells(name, simulateLeases({ ...world, policy, seed: Number(values.seed) })));
    console.log(`\n${place}: ${world.nodes} nodes, limit ${world.limit}, ${world.calls} calls at ${world.callsPerSecond}/s, ${world.roundTripMs} ms there and back\n`);
    for (const cells of [HEADINGS, HEADINGS.map(() => '---'), ...lines]) console.log(`| ${cells.join(' | ')} |`);
  }
}

main();
