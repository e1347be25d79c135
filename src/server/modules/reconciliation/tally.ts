import type { ReconciliationFinding } from '@/shared/contracts/admin-reconciliation';

const KEPT = 200;

/** What a run has found so far; of the findings the first two hundred. */
export interface Tally {
  repaired: number;
  alarms: number;
  findings: ReconciliationFinding[];
}

/** Adds one finding. */
export function note(tally: Tally, finding: ReconciliationFinding): void {
  if (finding.outcome === 'alarm') tally.alarms += 1;
  else tally.repaired += 1;
  if (tally.findings.length < KEPT) tally.findings.push(finding);
}
