import fc from 'fast-check';
import { expect, it } from 'vitest';
import { simulateLeases, type LeaseWorld } from './simulate-leases';

const world: LeaseWorld = { policy: { kind: 'waiting' }, seed: 1, nodes: 4, limit: 2_000, calls: 3_000, callsPerSecond: 5_000, roundTripMs: 2, commitMs: 1, leaseMs: 500, msBetweenCrashes: 1e12 };

it('lends nothing beyond the limit, whatever the policy, the nodes and the crashes', () => {
  const policy = fc.oneof(fc.constant({ kind: 'waiting' as const }), fc.record({ kind: fc.constantFrom('fixed' as const, 'shrinking' as const), units: fc.integer({ min: 1, max: 500 }) }));
  fc.assert(
    fc.property(fc.record({ policy, seed: fc.integer(), nodes: fc.integer({ min: 1, max: 12 }), msBetweenCrashes: fc.constantFrom(50, 1e12) }), (drawn) => {
      const outcome = simulateLeases({ ...world, ...drawn, calls: 2_500 });
      expect(outcome.over).toBe(0);
      expect(outcome.unusedAtEnd).toBeGreaterThanOrEqual(0);
      expect(outcome.unusedAtEnd).toBeLessThanOrEqual(2_000);
    }),
    { numRuns: 100 },
  );
});

it('without leases no unit is left when the first call is refused, bar those on their way', () => {
  const { unusedAtFirstRefusal, admitted } = simulateLeases(world);
  expect(admitted).toBe(2_000);
  expect(unusedAtFirstRefusal).toBeLessThanOrEqual(world.nodes * 20);
});

it('plays alike for equal seeds', () => {
  const leased: LeaseWorld = { ...world, policy: { kind: 'shrinking', units: 100 }, msBetweenCrashes: 100 };
  expect(simulateLeases(leased)).toEqual(simulateLeases(leased));
});

it('a lease costs requests where it is short and unused units where it is long', () => {
  const [short, long] = [10, 400].map((units) => simulateLeases({ ...world, policy: { kind: 'fixed', units } }));
  expect(short!.requestsPerThousand).toBeGreaterThan(long!.requestsPerThousand);
  expect(short!.unusedAtFirstRefusal).toBeLessThan(long!.unusedAtFirstRefusal);
});
